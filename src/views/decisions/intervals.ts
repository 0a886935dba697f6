import { formatAmount, formatCount, formatMetric, formatRate } from '../../core/kernel/numbers.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import { roomy } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { IntervalReport } from '../../core/decisions/contract.ts'
import type { Interval } from '../../core/decisions/intervals/interval.ts'
import { intervalKindOf } from '../../core/decisions/intervals/metrics.ts'
import type { View } from '../view.ts'
import { differencesFrom as differenceTexts, intervalText } from './sureness.ts'

export const view = {
  id: 'intervals',
  label: 'Intervals',
  help:
    'Each model’s value and its 95 % interval: of the intervals that other rows like these would give, 95 in 100 hold the true value. Rows that belong together (a request, a customer, an episode, a group) are redrawn together, as they are not independent. Where a difference’s ' +
    'interval holds 0, these rows cannot tell which of the two models is better.',
  needs: 'runs',
} as const satisfies View

/** A model and its redraws. */
export interface IntervalRun {
  readonly key: string
  readonly laneIndex: number
  readonly label: string
  readonly report: IntervalReport
}

const WRITERS = { metric: formatMetric, share: formatRate, amount: formatAmount }

/** One model's line of the picture. */
export interface IntervalLine {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly interval: Interval
}

export function intervalLines(runs: readonly IntervalRun[], metric: string): IntervalLine[] {
  return runs.flatMap(({ key, laneIndex, label, report }) => {
    const interval = report.intervals.find((found) => found.metric === metric)
    return interval ? [{ key, name: label, look: laneOf(laneIndex), interval }] : []
  })
}

/** What the axis spans: all that is drawn, and of a share nothing beyond 0 and 1. */
export function intervalDomain(ends: readonly number[], metric: string): [number, number] {
  if (ends.length === 0) return [0, 1]
  const [low, high] = roomy(Math.min(...ends), Math.max(...ends))
  return [Math.max(0, low), intervalKindOf(metric).scale === 'logit' ? Math.min(1, high) : high]
}

export function formatInterval(interval: Interval): string {
  return intervalText(interval, writerOf(interval.metric))
}

function writerOf(metric: string): (value: number) => string {
  return WRITERS[intervalKindOf(metric).writtenAs]
}

/** What stands behind the intervals: `Whole customers, 400 redraws; 43 positives in 17 of 9,000 customers.` */
export function standsOn({ unit, redraws, positives, positiveClusters, clusters }: IntervalReport): string {
  const what = unit === 'rows' ? 'Single rows' : `Whole ${unit}`
  const where = unit === 'rows' ? 'rows' : unit
  return (
    `${what}, ${formatCount(redraws)} redraws; ${formatCount(positives)} positives in ` +
    `${formatCount(positiveClusters)} of ${formatCount(clusters)} ${where}.`
  )
}

/** How each further model differs from the first, on the same redraws; empty where redraws are not of the same rows. */
export function differencesFrom(runs: readonly IntervalRun[], metric: string): string[] {
  return differenceTexts(runs, metric, writerOf(metric))
}

export function speakIntervals(runs: readonly IntervalRun[], metric: string): string {
  if (runs.length === 0) return 'Intervals: none yet'
  const lines = intervalLines(runs, metric).map(({ name, interval }) => `${name} ${formatInterval(interval)}`)
  return `Intervals, ${intervalKindOf(metric).label} with 95 % intervals: ${lines.join('; ')}`
}

export function intervalsTable(runs: readonly IntervalRun[]): NumbersTable {
  return {
    columns: ['Run', 'Metric', 'Value', 'From', 'To', 'Redrawn', 'Positives'],
    rows: runs.flatMap(({ label, report }) =>
      report.intervals.map(({ metric, estimate, low, high }) => {
        const values = [estimate, low, high].map((value) => (value === null ? 'n/a' : writerOf(metric)(value)))
        return [label, intervalKindOf(metric).label, ...values, report.unit, formatCount(report.positives)]
      })
    ),
  }
}
