import type { CostSettings } from '../value/cost-knobs.ts'
import { alertCost, missCost } from '../value/mistakes.ts'
import { alertsAt, type DecisionCurve } from './curve.ts'

/** What one threshold costs, and what it is made of. */
export interface CostPoint {
  readonly index: number
  readonly threshold: number
  readonly alerts: number
  readonly caught: number
  readonly missed: number
  readonly falseAlarms: number
  /** Money in what is caught and in what is missed; null without amounts. */
  readonly caughtAmount: number | null
  readonly missedAmount: number | null
  /** Of all rows. */
  readonly cost: number
  /** Of 10,000 rows like these; null without rows. */
  readonly perTenThousand: number | null
}

export function costAt(curve: DecisionCurve, costs: CostSettings, index: number): CostPoint {
  const rows = curve.positives + curve.negatives
  const caughtAmount = curve.caughtAmount && curve.caughtAmount[index]
  const cost = totalAt(curve, costs, index)
  return {
    index,
    threshold: curve.thresholds[index],
    alerts: alertsAt(curve, index),
    caught: curve.truePositives[index],
    missed: curve.positives - curve.truePositives[index],
    falseAlarms: curve.falsePositives[index],
    caughtAmount,
    missedAmount: caughtAmount === null ? null : curve.positiveAmount - caughtAmount,
    cost,
    perTenThousand: rows > 0 ? (cost / rows) * 10_000 : null,
  }
}

/** Cost of 10,000 rows at each threshold of the curve; the first calls nothing, the last everything. */
export function costCurve(curve: DecisionCurve, costs: CostSettings): Float64Array {
  const scale = 10_000 / Math.max(1, curve.positives + curve.negatives)
  return Float64Array.from(curve.thresholds, (_, index) => totalAt(curve, costs, index) * scale)
}

/** Index of the cheapest threshold, the highest of several: it raises the fewest alerts. */
export function bestByCost(curve: DecisionCurve, costs: CostSettings): number {
  let best = 0
  let least = Infinity
  for (let index = 0; index < curve.thresholds.length; index++) {
    const cost = totalAt(curve, costs, index)
    if (cost < least) {
      least = cost
      best = index
    }
  }
  return best
}

/**
 * The chance from which an alert on a row pays, by the Bayes rule: an alert costs `review + (1 − p) · falseAlarm`, none
 * costs `p · missed`. Infinity where no alert ever pays. With amounts each row has a threshold of its own, which one
 * cut through the scores cannot follow.
 */
export function bayesThreshold(costs: CostSettings, amount = 0): number {
  const { falseAlarm, review } = costs
  const missed = missCost(1, amount, costs)
  if (missed + falseAlarm === 0) return review > 0 ? Infinity : 0
  const threshold = (review + falseAlarm) / (missed + falseAlarm)
  return threshold > 1 ? Infinity : threshold
}

function totalAt(curve: DecisionCurve, costs: CostSettings, index: number): number {
  const missed = curve.positives - curve.truePositives[index]
  const missedAmount = curve.caughtAmount ? curve.positiveAmount - curve.caughtAmount[index] : 0
  const caught = curve.truePositives[index]
  return missCost(missed, missedAmount, costs) + alertCost(caught, costs, alertsAt(curve, index))
}
