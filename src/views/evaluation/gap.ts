import { formatMetric, formatShare } from '../../core/kernel/numbers.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { gapClosed } from '../../core/metrics/gap.ts'
import type { Basis } from '../../core/metrics/basis.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { groupsOf } from '../../core/report/groups.ts'
import { hasCeiling, metricOf } from '../../core/report/metric-facts.ts'
import { columnsText, speakLimits } from '../../core/report/limit-words.ts'
import { limitsFor, meanLimits, type Limits } from '../../core/report/limits.ts'
import { meanOf, valueOn, whyMissing } from '../../core/report/values.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'gap',
  label: 'Share of the gap closed',
  help:
    'How far each run has come from the trivial predictor (0 %) to what a model that reads these columns can reach (100 %) on ' +
    'the chosen metric, on the rows and labels that the page is about, with the weights that were kept. Where the truth uses what no ' +
    'column shows, the 100 % is an estimate of what they reach at least (≥, or ≤ where lower is better), and the dotted line beyond it is what the world knows. What remains ' +
    'below 100 % is not noise: the columns have it, and the model does not. The bar of a repeat is the mean of its seeds; its ' +
    'whisker goes from the least to the most.',
  needs: 'runs',
} as const satisfies View

export interface Gap {
  readonly key: string
  readonly name: string
  readonly look: Look
  /** Of a repeat, the mean of its seeds, as are the limits and the share. */
  readonly value: number | null
  readonly limits: Limits
  readonly closed: number | null
  /** Least and most share of a repeat's seeds; null of a run alone. */
  readonly band: readonly [number, number] | null
  /** Said in place of what is not known. */
  readonly missing: string
}

/** Said of runs whose limit is not known, beside their values. */
export const NOT_WORKED_OUT = 'n/a: not computed for these settings'

/** Why no run can have a share, in one line; empty where one can. */
export function whyNoShare(metric: string): string {
  if (hasCeiling(metric)) return ''
  return `${metricOf(metric).label} has no best possible value: the truth itself would not score best on it. Choose another metric for a share.`
}

/** One entry a run, or a repeat of one, of the model that was kept once there is one. */
export function gapsOf(runs: readonly RunState[], metric: string, basis: Basis): Gap[] {
  return groupsOf(runs).map(({ key, name, runs: members }) => {
    const each = members.map((run) => {
      const value = valueOn(run, metric, basis)
      const limits = limitsFor(run, runs, metric, basis)
      return { value, limits, closed: gapClosed(value, limits.trivial, limits.columns) }
    })
    const shares = each.map(({ closed }) => closed).filter((closed) => closed !== null)
    const value = meanOf(each.map((one) => one.value))
    return {
      key,
      name,
      look: laneOf(members[0].order),
      value,
      limits: meanLimits(each.map((one) => one.limits)),
      closed: meanOf(shares),
      band: shares.length > 1 ? [Math.min(...shares), Math.max(...shares)] : null,
      missing: value === null ? whyMissing(members[0], metric, basis.part) : shares.length ? '' : NOT_WORKED_OUT,
    }
  })
}

export function speakGap(gaps: readonly Gap[], metric: string): string {
  const known = gaps.filter((gap) => gap.closed !== null)
  const { label } = metricOf(metric)
  if (known.length === 0) {
    const [first] = gaps
    const why =
      first?.value == null ? 'nothing measured yet' : [NOT_WORKED_OUT, ...speakLimits(first.limits)].join('; ')
    return `${view.label}, ${label}: ${why}`
  }
  return `${view.label}, ${label}: ${known
    .map(
      (gap) =>
        `${gap.name} ${formatShare(gap.closed)}, ${formatMetric(gap.value)} ` +
        `between trivial ${formatMetric(gap.limits.trivial)} and ${columnsText(gap.limits)}` +
        (gap.band ? `, seeds from ${formatShare(gap.band[0])} to ${formatShare(gap.band[1])}` : '')
    )
    .join('; ')}`
}

export function gapTable(gaps: readonly Gap[]): NumbersTable {
  return {
    columns: [
      'Run',
      'Trivial',
      'Model',
      'These columns can reach',
      'The world knows',
      'Gap closed',
      'Seeds from',
      'to',
    ],
    rows: gaps.map((gap) => [
      gap.name,
      formatMetric(gap.limits.trivial),
      formatMetric(gap.value),
      gap.limits.columns === null ? 'n/a' : columnsText(gap.limits).replace(/^\D+? (?=[\u2264\u2265\d])/, ''),
      formatMetric(gap.limits.ceiling),
      formatShare(gap.closed),
      ...(gap.band ?? [null, null]).map((share) => (share === null ? '' : formatShare(share))),
    ]),
  }
}
