import { formatCompact, formatMetric } from '../charts/format.ts'
import { laneOf, type Look } from '../charts/lane.ts'
import type { NumbersTable } from '../charts/table.ts'
import type { RunState } from '../state/run.svelte.ts'
import { metricOf } from './metric-facts.ts'
import { limitsOf, nameOf } from './reading.ts'
import type { View } from './view.ts'

export const view = {
  id: 'tradeoff',
  label: 'Trade-off',
  help:
    'Every run as a mark on two metrics at once, with the best possible where it is known. A run that another beats on ' +
    'both axes has nothing to say for itself.',
  needs: 'runs',
} as const satisfies View

export interface TradeoffDot {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly x: number
  readonly y: number
  readonly isPinned: boolean
}

/** A run's latest value of a metric, or its speed. */
export function axisValue(run: RunState, key: string, expected: boolean): number | null {
  if (key === 'trainRowsPerSecond') return run.report?.trainRowsPerSecond ?? run.rowsPerSecond
  if (key === 'scoreRowsPerSecond') return run.report?.scoreRowsPerSecond ?? null
  return run.latest(key, expected)
}

/** Runs that have both values. */
export function tradeoffDots(runs: readonly RunState[], keys: { x: string; y: string }, expected: boolean) {
  return runs.flatMap((run): TradeoffDot[] => {
    const x = axisValue(run, keys.x, expected)
    const y = axisValue(run, keys.y, expected)
    if (x === null || y === null || !Number.isFinite(x) || !Number.isFinite(y)) return []
    return [{ key: run.spec.id, name: nameOf(run), look: laneOf(run.order), x, y, isPinned: run.pinned }]
  })
}

/** Where the best possible stands; null where either axis has none. */
export function tradeoffCeiling(runs: readonly RunState[], keys: { x: string; y: string }, expected: boolean) {
  const reference = runs.at(-1)?.data.validation
  const x = limitsOf(reference, keys.x, expected).ceiling
  const y = limitsOf(reference, keys.y, expected).ceiling
  return { x, y }
}

export function formatAxis(key: string): (value: number) => string {
  return key.endsWith('PerSecond') ? formatCompact : formatMetric
}

export function speakTradeoff(dots: readonly TradeoffDot[], keys: { x: string; y: string }): string {
  const names = `${metricOf(keys.y).label} against ${metricOf(keys.x).label}`
  if (dots.length === 0) return `Trade-off, ${names}: no run yet`
  return `Trade-off, ${names}: ${dots
    .map((dot) => `${dot.name} ${formatAxis(keys.y)(dot.y)} and ${formatAxis(keys.x)(dot.x)}`)
    .join('; ')}`
}

export function tradeoffTable(dots: readonly TradeoffDot[], keys: { x: string; y: string }): NumbersTable {
  return {
    columns: ['Run', metricOf(keys.x).label, metricOf(keys.y).label],
    rows: dots.map((dot) => [dot.name, formatAxis(keys.x)(dot.x), formatAxis(keys.y)(dot.y)]),
  }
}
