import { formatCompact, formatMetric } from '../../core/kernel/numbers.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Basis } from '../../core/metrics/basis.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { groupsOf, numbered } from '../../core/report/groups.ts'
import { isMetric, metricOf } from '../../core/report/metric-facts.ts'
import { limitsFor, meanLimits } from '../../core/report/limits.ts'
import { meanOf, valueOn } from '../../core/report/values.ts'
import { onSameRows, rowsApart } from '../../core/report/rows.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'tradeoff',
  label: 'Trade-off',
  help: 'Every run as a mark on two metrics at once, with what these columns can reach (solid, or dotted what the world knows, where the first is not worked out). A run that is worse than another on both axes need not be considered. Hollow marks were measured on other rows than the ceilings shown.',
  needs: 'runs',
} as const satisfies View

export interface TradeoffDot {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly x: number
  readonly y: number
  /** How its rows differ from those the ceilings are about; empty where they do not. */
  readonly apart: string
}

/** A run's latest value of a metric, or its speed. */
function axisValue(run: RunState, key: string, basis: Basis): number | null {
  if (key === 'trainRowsPerSecond') return run.report?.trainRowsPerSecond ?? run.rowsPerSecond
  if (key === 'scoreRowsPerSecond') return run.report?.scoreRowsPerSecond ?? null
  return valueOn(run, key, basis)
}

/** Runs that have both values, a repeat as the mean of its seeds. */
export function tradeoffDots(runs: readonly RunState[], keys: { x: string; y: string }, basis: Basis) {
  const measured = onSameRows(runs)
  return numbered(groupsOf(runs)).flatMap(({ key, name, runs: members }): TradeoffDot[] => {
    const [first] = members
    const x = meanOf(members.map((run) => axisValue(run, keys.x, basis)))
    const y = meanOf(members.map((run) => axisValue(run, keys.y, basis)))
    if (x === null || y === null || !Number.isFinite(x) || !Number.isFinite(y)) return []
    return [{ key, name, look: laneOf(first.laneIndex), x, y, apart: rowsApart(first, measured) }]
  })
}

/** Both ceilings of the newest rows on each axis; null where an axis has none. */
export function tradeoffCeiling(runs: readonly RunState[], keys: { x: string; y: string }, basis: Basis) {
  const measured = onSameRows(runs)
  const of = (key: string) =>
    isMetric(key) && measured.length ? meanLimits(measured.map((run) => limitsFor(run, measured, key, basis))) : null
  return { x: of(keys.x), y: of(keys.y) }
}

export function formatAxis(key: string): (value: number) => string {
  return key.endsWith('PerSecond') ? formatCompact : formatMetric
}

export function speakTradeoff(dots: readonly TradeoffDot[], keys: { x: string; y: string }): string {
  const names = `${metricOf(keys.y).label} against ${metricOf(keys.x).label}`
  if (dots.length === 0) return `Trade-off, ${names}: no run yet`
  return `Trade-off, ${names}: ${dots
    .map(
      (dot) =>
        `${dot.name} ${formatAxis(keys.y)(dot.y)} and ${formatAxis(keys.x)(dot.x)}${dot.apart && `, ${dot.apart}`}`
    )
    .join('; ')}`
}

export function tradeoffTable(dots: readonly TradeoffDot[], keys: { x: string; y: string }): NumbersTable {
  return {
    columns: ['Run', metricOf(keys.x).label, metricOf(keys.y).label],
    rows: dots.map((dot) => [dot.name, formatAxis(keys.x)(dot.x), formatAxis(keys.y)(dot.y)]),
  }
}
