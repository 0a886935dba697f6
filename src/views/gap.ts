import { formatMetric } from '../charts/format.ts'
import { laneOf, type Look } from '../charts/lane.ts'
import type { NumbersTable } from '../charts/table.ts'
import type { RunState } from '../state/run.svelte.ts'
import { metricOf } from './metric-facts.ts'
import { gapClosed, limitsOf, nameOf } from './reading.ts'
import type { View } from './view.ts'

export const view = {
  id: 'gap',
  label: 'Gap closed',
  help:
    'How far each run has come from the trivial predictor (0 %) towards the best any model could reach (100 %) on the ' +
    'chosen metric. What remains is not noise: the world has it, and the model does not.',
  needs: 'runs',
} as const satisfies View

export interface Gap {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly value: number | null
  readonly trivial: number | null
  readonly ceiling: number | null
  readonly closed: number | null
}

export function gapsOf(runs: readonly RunState[], metric: string, expected: boolean): Gap[] {
  return runs.map((run) => {
    const value = run.latest(metric, expected)
    const { ceiling, trivial } = limitsOf(run.data.validation, metric, expected)
    const closed = gapClosed(value, trivial, ceiling)
    return { key: run.spec.id, name: nameOf(run), look: laneOf(run.order), value, trivial, ceiling, closed }
  })
}

export function formatShare(share: number | null): string {
  return share === null ? 'n/a' : `${Math.round(share * 100)}\u202f%`.replace('-', '\u2212')
}

export function speakGap(gaps: readonly Gap[], metric: string): string {
  const known = gaps.filter((gap) => gap.closed !== null)
  const { label } = metricOf(metric)
  if (known.length === 0) return `Gap closed, ${label}: nothing measured yet`
  return `Gap closed, ${label}: ${known
    .map(
      (gap) =>
        `${gap.name} ${formatShare(gap.closed)}, ${formatMetric(gap.value)} ` +
        `between trivial ${formatMetric(gap.trivial)} and best possible ${formatMetric(gap.ceiling)}`
    )
    .join('; ')}`
}

export function gapTable(gaps: readonly Gap[]): NumbersTable {
  return {
    columns: ['Run', 'Trivial', 'Model', 'Best possible', 'Closed'],
    rows: gaps.map((gap) => [
      gap.name,
      formatMetric(gap.trivial),
      formatMetric(gap.value),
      formatMetric(gap.ceiling),
      formatShare(gap.closed),
    ]),
  }
}
