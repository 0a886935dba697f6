import { formatMetric, formatShare } from '../../core/kernel/numbers.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Basis } from '../../core/metrics/basis.ts'
import { groupGaps, NOT_WORKED_OUT, type GroupGap } from '../../core/report/gap-share.ts'
import { columnsText, speakLimits } from '../../core/report/limit-words.ts'
import { metricOf } from '../../core/report/metric-facts.ts'
import type { RunState } from '../../state/run.svelte.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'gap',
  label: 'Share of the gap closed',
  help:
    'How far each run has come from guessing (0 %) to what a model that reads these columns can reach (100 %) on ' +
    'the chosen metric, on the rows and labels that the page is about, with the weights that were kept. Where the truth uses what no ' +
    'column shows, the 100 % is an estimate of what they reach at least (≥, or ≤ where lower is better), and the dotted line beyond it is what the world knows. What remains ' +
    'below 100 % is not noise: the columns have it, and the model does not. The bar of a repeat is the mean of its seeds; its ' +
    'whisker goes from the least to the most.',
  needs: 'runs',
} as const satisfies View

/** A bar of the picture. */
export interface Gap extends GroupGap<RunState> {
  readonly look: Look
}

/** One entry a run, or a repeat of one. */
export function gapsOf(runs: readonly RunState[], metric: string, basis: Basis): Gap[] {
  return groupGaps(runs, metric, basis).map((gap) => ({ ...gap, look: laneOf(gap.runs[0].laneIndex) }))
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
        `between guessing ${formatMetric(gap.limits.trivial)} and ${columnsText(gap.limits)}` +
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
