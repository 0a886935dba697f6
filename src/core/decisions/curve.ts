import type { ThresholdCurve } from '../metrics/curves/curve.ts'
import { thresholdCurve } from '../metrics/curves/threshold-curve.ts'
import type { Sample } from '../metrics/metric.ts'
import type { Ordering } from '../metrics/sort/descending.ts'
import { daysOf, type DecisionRows } from './decision-rows.ts'
import { worth } from '../value/worth.ts'

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

/** Its points are those of the run's own curves, so that both read the same counts at any threshold. */
export function decisionCurve(rows: DecisionRows, labels: Sample['labels'] = rows.labels): DecisionCurve {
  const curve = thresholdCurve(rows.scores, labels, 400, rows.order, rows.deployed)
  const caughtAmount = rows.amounts && amountsAbove(curve, rows.order, rows.amounts, labels)
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

function amountsAbove(
  curve: ThresholdCurve,
  { rows }: Ordering,
  amounts: Float32Array,
  labels: Sample['labels']
): Float64Array {
  const out = new Float64Array(curve.thresholds.length)
  let sum = 0
  let from = 0
  for (let index = 0; index < out.length; index++) {
    // Shares of a positive add up to whole rows but for their last digits.
    const to = Math.round(alertsAt(curve, index))
    for (let i = from; i < to; i++) sum += labels[rows[i]] * worth(amounts[rows[i]])
    from = to
    out[index] = sum
  }
  return out
}
