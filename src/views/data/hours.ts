import { formatCount, formatPer10000 } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { DataSummary } from '../../core/lab.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'hours',
  label: 'Daily rhythm',
  help: 'Rows by hour of the day, and positives per 10,000 of them. Where both change over the day, a monitor must compare the same hours of the day, or every night looks like a drift.',
  needs: 'data',
} as const satisfies View

export interface Hour {
  readonly hour: number
  readonly rows: number
  readonly share: number | null
}

export function hoursOf(data: DataSummary | null): Hour[] {
  return (data?.hours ?? []).map(({ hour, rows, positives }) => ({
    hour,
    rows,
    share: rows > 0 ? positives / rows : null,
  }))
}

export function speakHours(hours: readonly Hour[]): string {
  if (hours.every(({ rows }) => rows === 0)) return 'Daily rhythm: no rows drawn yet'
  const busiest = hours.reduce((a, b) => (b.rows > a.rows ? b : a))
  const quietest = hours.reduce((a, b) => (b.rows < a.rows ? b : a))
  return (
    `Daily rhythm: most rows at ${busiest.hour} h, ${formatCount(busiest.rows)}; ` +
    `fewest at ${quietest.hour} h, ${formatCount(quietest.rows)}`
  )
}

export function hoursTable(hours: readonly Hour[]): NumbersTable {
  return {
    columns: ['Hour', 'Rows', 'Positives per 10,000'],
    rows: hours.map(({ hour, rows, share }) => [String(hour), formatCount(rows), formatPer10000(share)]),
  }
}
