import { DAY } from '../../core/kernel/time.ts'
import { formatMetric } from '../../core/kernel/numbers.ts'
import { roomy } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { WindowReport } from '../../core/lab.ts'
import { metricOf } from '../../core/report/metric-facts.ts'
import type { OperationEvent, OperationSeries } from '../../state/operation.ts'
import { valueOf } from '../../core/report/values.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'drift',
  label: 'Live traffic',
  help:
    'Each model on each window of live traffic, with what the world knows in that window dashed. When only the models fall, ' +
    'they are stale; when the dashed line falls too, the world itself became harder.',
  needs: 'windows',
} as const satisfies View

export interface WindowPoint {
  readonly x: number
  readonly y: number | null
}

/** A model's values of a metric, in days at the middle of each window. */
export function windowPoints(reports: readonly WindowReport[], metric: string, expected: boolean): WindowPoint[] {
  return reports.map((report) => ({ x: dayOf(report), y: valueOf(report.values, metric, expected) }))
}

/** What the world knows and trivial of each window, from the longest series: all models see the same traffic. */
export function limitPoints(windows: readonly OperationSeries[], metric: string, expected: boolean) {
  const reports = longest(windows)
  const of = (limit: 'ceiling' | 'trivial') =>
    reports.map((report): WindowPoint => ({ x: dayOf(report), y: valueOf(report[limit], metric, expected) }))
  return { ceiling: of('ceiling'), trivial: of('trivial') }
}

/** Days from the first window's start to the last one's end; a week where there is none yet. */
export function daysOf(windows: readonly OperationSeries[]): [number, number] {
  const reports = longest(windows)
  if (reports.length === 0) return [0, 7]
  return [reports[0].from / DAY, Math.max(reports[reports.length - 1].to, reports[0].from + DAY) / DAY]
}

/** Values and what the world knows with room; trivial ones only where they are not far. */
export function windowDomain(values: readonly WindowPoint[], trivial: readonly WindowPoint[]): [number, number] {
  const known = numbers(values)
  if (known.length === 0) return [0, 1]
  const low = Math.min(...known)
  const high = Math.max(...known)
  const near = numbers(trivial).filter((value) => value > low - (high - low) * 0.6 && value < high + (high - low) * 0.6)
  return roomy(Math.min(low, ...near), Math.max(high, ...near), 0.1)
}

export function speakDrift(windows: readonly OperationSeries[], metric: string, expected: boolean): string {
  const last = longest(windows).at(-1)
  const { label } = metricOf(metric)
  if (!last) return `${label} in live traffic: no window yet`
  const spoken = windows.flatMap(({ label: name, reports }) => {
    const report = reports.at(-1)
    return report ? [`${name} ${formatMetric(valueOf(report.values, metric, expected))}`] : []
  })
  const ceiling = valueOf(last.ceiling, metric, expected)
  if (ceiling !== null) spoken.push(`the world knows ${formatMetric(ceiling)}`)
  return `${label} in live traffic, day ${formatDay(last.to / DAY)}: ${spoken.join(', ')}`
}

export function driftTable(
  windows: readonly OperationSeries[],
  events: readonly OperationEvent[],
  metrics: readonly string[],
  expected: boolean
): NumbersTable {
  return {
    columns: [
      'Day',
      ...metrics.flatMap((metric) => [
        ...windows.map(({ label }) => `${metricOf(metric).label}, ${label}`),
        `${metricOf(metric).label}, the world knows`,
      ]),
      'Event',
    ],
    rows: longest(windows).map((report, i) => [
      formatDay(report.to / DAY),
      ...metrics.flatMap((metric) => [
        ...windows.map(({ reports }) => formatMetric(valueOf(reports[i]?.values, metric, expected))),
        formatMetric(valueOf(report.ceiling, metric, expected)),
      ]),
      events
        .filter((event) => event.time >= report.from && event.time < report.to)
        .map((event) => event.text)
        .join(', '),
    ]),
  }
}

export function formatDay(day: number): string {
  return String(Math.round(day * 100) / 100)
}

function longest(windows: readonly OperationSeries[]): readonly WindowReport[] {
  return windows.reduce<readonly WindowReport[]>(
    (best, { reports }) => (reports.length > best.length ? reports : best),
    []
  )
}

function dayOf(report: WindowReport): number {
  return (report.from + report.to) / 2 / DAY
}

function numbers(points: readonly WindowPoint[]): number[] {
  return points.map((point) => point.y).filter((value): value is number => value !== null && Number.isFinite(value))
}
