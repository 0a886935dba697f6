import { alertsCurve } from './alerts.ts'
import type { Decision, DecisionSpec, IntervalReport, IntervalSpec } from './contract.ts'
import { decisionCurve } from './curve.ts'
import type { DecisionRows } from './decision-rows.ts'
import { bootstrap } from './intervals/bootstrap.ts'
import { deLong } from './intervals/delong.ts'
import { coverageNotice } from './intervals/notice.ts'

/** What the page's cost, alerts and gains pictures are drawn from. */
export function decisionOf(rows: DecisionRows, { part }: DecisionSpec): Decision {
  return { part, curve: decisionCurve(rows), alerts: alertsCurve(rows) }
}

/**
 * Intervals from redraws of whole clusters, `unit` being what the clusters are in the plural; yields the share done.
 * Rows without clusters are independent, and have DeLong's interval of the AUC as well.
 */
export function* intervalsOf(
  rows: DecisionRows,
  spec: IntervalSpec,
  unit: string
): Generator<number, IntervalReport, undefined> {
  const found = yield* bootstrap(rows, spec)
  const isIndependent = rows.clusters === null
  const named = isIndependent ? 'rows' : unit
  return {
    ...found,
    part: spec.part,
    unit: named,
    notice: coverageNotice(found, named),
    deLong: isIndependent ? deLong(rows.order, rows.labels) : null,
  }
}
