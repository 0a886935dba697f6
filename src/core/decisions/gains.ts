import type { ThresholdCurve } from '../metrics/curves/curve.ts'
import { alertsAt, type DecisionCurve } from './curve.ts'

/** Looking at this share of the rows, highest scores first, finds this share of the positives. */
export interface GainPoint {
  readonly called: number
  readonly found: number
  /** `found / called`: how many times more than looking at random rows; null where nothing is called. */
  readonly lift: number | null
  /** Share of the positives' money found; null without amounts. */
  readonly amount: number | null
}

/** One point of the curve; null without rows or positives. */
export function gainAt(curve: DecisionCurve, index: number): GainPoint | null {
  const rows = curve.positives + curve.negatives
  if (rows === 0 || curve.positives === 0) return null
  const called = alertsAt(curve, index) / rows
  const found = curve.truePositives[index] / curve.positives
  const money = curve.caughtAmount && curve.positiveAmount > 0 ? curve.caughtAmount[index] / curve.positiveAmount : null
  return { called, found, lift: called > 0 ? found / called : null, amount: money }
}

/** The most that any order of the rows could find at a share called: all positives first. */
export function bestGain({ positives, negatives }: ThresholdCurve, called: number): number | null {
  const base = positives / (positives + negatives)
  return positives > 0 ? Math.min(1, called / base) : null
}
