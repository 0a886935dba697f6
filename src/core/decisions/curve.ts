import type { ThresholdCurve } from '../metrics/curves/curve.ts'
import { thresholdCurve } from '../metrics/curves/threshold-curve.ts'
import { daysOf, worth, type DecisionRows } from './decision-rows.ts'

/**
 * Counts and money above every one of at most 400 thresholds. Whatever costs and capacities are asked for later is
 * read off it: costs are linear in what stands here, so that moving one needs neither the rows nor a worker.
 */
export interface DecisionCurve extends ThresholdCurve {
  /** Money in the positives at or above each threshold; null without amounts. */
  readonly caughtAmount: Float64Array | null
  /** Money in all positives; 0 without amounts. */
  readonly positiveAmount: number
  /** Days of whole traffic that the rows amount to; null where rows have no time. */
  readonly days: number | null
}

export function decisionCurve(rows: DecisionRows): DecisionCurve {
  const curve = thresholdCurve(rows.scores, rows.labels, 400, rows.order)
  const caughtAmount = rows.amounts && amountsAbove(curve, rows, rows.amounts)
  return { ...curve, caughtAmount, positiveAmount: caughtAmount?.at(-1) ?? 0, days: daysOf(rows) }
}

/** Rows at or above a point of the curve. */
export function alertsAt({ truePositives, falsePositives }: ThresholdCurve, index: number): number {
  return truePositives[index] + falsePositives[index]
}

/** The same, a day; null where rows have no time. */
export function alertsPerDay(curve: DecisionCurve, index: number): number | null {
  return curve.days === null ? null : alertsAt(curve, index) / curve.days
}

function amountsAbove(curve: ThresholdCurve, { labels, order }: DecisionRows, amounts: Float32Array): Float64Array {
  const out = new Float64Array(curve.thresholds.length)
  let sum = 0
  let from = 0
  for (let index = 0; index < out.length; index++) {
    const to = alertsAt(curve, index)
    for (let i = from; i < to; i++) if (labels[order.rows[i]] === 1) sum += worth(amounts[order.rows[i]])
    from = to
    out[index] = sum
  }
  return out
}
