import { countsAt, isCalled } from '../metrics/curves/called.ts'
import type { Sample } from '../metrics/metric.ts'
import { alertsCurve } from './alerts.ts'
import type { Decision, DecisionSpec, IntervalReport, IntervalSpec, OwnCounts } from './contract.ts'
import { decisionCurve } from './curve.ts'
import type { DecisionRows } from './decision-rows.ts'
import { bootstrap } from './intervals/bootstrap.ts'
import { deLong } from './intervals/delong.ts'
import { CHOSEN_NOTICE, coverageNotice, FOLDS_NOTICE } from './intervals/notice.ts'
import { worth } from '../value/worth.ts'

/** What the page's cost, alerts and gains pictures are drawn from. */
export function decisionOf(rows: DecisionRows, { part, expected = false }: DecisionSpec): Decision {
  const labels = expected && rows.truth ? rows.truth : rows.labels
  return {
    part,
    expected: labels !== rows.labels,
    curve: decisionCurve(rows, labels),
    own: ownCounts(rows, labels),
    alerts: alertsCurve(rows, undefined, labels),
  }
}

/** What rows come to, each cut at the run's own threshold. */
export function ownCounts(
  { scores, own, deployed, amounts }: Pick<DecisionRows, 'scores' | 'own' | 'deployed' | 'amounts'>,
  labels: Sample['labels']
): OwnCounts {
  let caught = 0
  if (amounts)
    for (let row = 0; row < scores.length; row++)
      if (isCalled(scores[row], own, row)) caught += labels[row] * worth(amounts[row])
  return { ...countsAt({ scores, labels }, own), threshold: deployed, caughtAmount: amounts && caught }
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
  const found = yield* bootstrap(rows, { ...spec, threshold: spec.threshold ?? rows.own })
  const isIndependent = rows.clusters === null
  const named = isIndependent ? 'rows' : unit
  return {
    ...found,
    part: spec.part,
    unit: named,
    notice: [coverageNotice(found, named), thresholdNotice(rows, spec)].filter((line) => line).join(' '),
    deLong: isIndependent ? deLong(rows.ranked, rows.labels) : null,
  }
}

function thresholdNotice({ own }: DecisionRows, { part, threshold }: IntervalSpec): string {
  if (part === 'test') return ''
  if (threshold !== null) return CHOSEN_NOTICE
  return typeof own === 'number' ? '' : FOLDS_NOTICE
}
