import { bestByCost, costAt } from './costs.ts'
import { alertsAt, alertsPerDay, type DecisionCurve } from './curve.ts'
import type { CostSettings } from '../value/cost-knobs.ts'

/** A threshold of the curve, or one plain line why there is none. */
export type Choice =
  | { readonly index: number; readonly threshold: number; readonly reason: null }
  | { readonly index: null; readonly threshold: null; readonly reason: string }

/** What a threshold is chosen for. */
export type Rule =
  | { readonly by: 'cost'; readonly costs: CostSettings }
  /** Alerts a day. */
  | { readonly by: 'capacity'; readonly most: number }
  /** A share. */
  | { readonly by: 'precision' | 'recall'; readonly least: number }

export function chooseBy(curve: DecisionCurve, rule: Rule): Choice {
  switch (rule.by) {
    case 'cost':
      return byCost(curve, rule.costs)
    case 'capacity':
      return byCapacity(curve, rule.most)
    case 'precision':
      return byPrecision(curve, rule.least)
    case 'recall':
      return byRecall(curve, rule.least)
  }
}

/** The cheapest threshold; none where raising no alert at all is cheapest. */
export function byCost(curve: DecisionCurve, costs: CostSettings): Choice {
  const index = bestByCost(curve, costs)
  if (index > 0) return chosen(curve, index)
  const { positives } = curve
  return refused(
    positives > 0 && costAt(curve, costs, 0).cost > 0
      ? 'no alert pays at these costs'
      : 'nothing is lost without alerts at these costs'
  )
}

/** The lowest threshold with at most so many alerts a day. */
export function byCapacity(curve: DecisionCurve, capacity: number): Choice {
  if (curve.days === null) return refused('these rows have no time, so there is no alert a day')
  const index = lastWhere(curve, (i) => (alertsPerDay(curve, i) ?? Infinity) <= capacity)
  if (index > 0) return chosen(curve, index)
  if (curve.thresholds.length < 2) return refused('no rows')
  const least = alertsPerDay(curve, 1) ?? 0
  return refused(`the highest score alone raises ${round(least)} alerts a day; ${capacity} can be looked at`)
}

/** The threshold that finds most among those at least so precise. */
export function byPrecision(curve: DecisionCurve, precision: number): Choice {
  const at = (i: number) => curve.truePositives[i] / alertsAt(curve, i)
  const index = lastWhere(curve, (i) => alertsAt(curve, i) > 0 && at(i) >= precision)
  if (index > 0) return chosen(curve, index)
  if (curve.positives === 0) return refused('no positives to find')
  let best = 0
  for (let i = 1; i < curve.thresholds.length; i++) best = Math.max(best, at(i))
  return refused(`precision never reaches ${percent(precision)}; its best is ${percent(best)}`)
}

/** The highest threshold that finds at least such a share of the positives. */
export function byRecall(curve: DecisionCurve, recall: number): Choice {
  if (curve.positives === 0) return refused('no positives to find')
  const index = curve.truePositives.findIndex((count) => count / curve.positives >= recall)
  return index < 0 ? refused(`recall never reaches ${percent(recall)}`) : chosen(curve, index)
}

function chosen(curve: DecisionCurve, index: number): Choice {
  return { index, threshold: curve.thresholds[index], reason: null }
}

function refused(reason: string): Choice {
  return { index: null, threshold: null, reason }
}

function lastWhere(curve: DecisionCurve, holds: (index: number) => boolean): number {
  for (let i = curve.thresholds.length - 1; i > 0; i--) if (holds(i)) return i
  return 0
}

function round(value: number): number {
  return Number(value.toPrecision(2))
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`
}
