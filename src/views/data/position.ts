import { formatCount, formatPer10000 } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { DataSummary } from '../../core/lab.ts'
import { wilsonInterval } from '../../core/metrics/curves/calibration.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'position',
  label: 'Clicks by position',
  help:
    'Clicks per 10,000 impressions at each place of the slate, with 95 % intervals, and what the world expects there. ' +
    'Lower places are looked at less and get the worse ads: a model needs the position as a feature to separate the two.',
  needs: 'data',
} as const satisfies View

export interface PositionBar {
  readonly position: number
  readonly rows: number
  readonly share: number
  readonly low: number
  readonly high: number
  readonly expected: number
}

export function positionBars(data: DataSummary | null): PositionBar[] {
  return (data?.positions ?? [])
    .filter(({ rows }) => rows > 0)
    .map(({ position, rows, positives, expected }) => ({
      position,
      rows,
      share: positives / rows,
      ...wilsonInterval(positives, rows),
      expected,
    }))
}

export function speakPositions(bars: readonly PositionBar[]): string {
  if (bars.length === 0) return 'Clicks by position: no rows drawn yet'
  const [first, last] = [bars[0], bars[bars.length - 1]]
  return (
    `Clicks by position: ${formatPer10000(first.share)} per 10,000 at position ${first.position}, ` +
    `${formatPer10000(last.share)} at position ${last.position}`
  )
}

export function positionTable(bars: readonly PositionBar[]): NumbersTable {
  return {
    columns: ['Position', 'Impressions', 'Clicks per 10,000', '95 % from', 'to', 'Expected'],
    rows: bars.map((bar) => [
      String(bar.position),
      formatCount(bar.rows),
      ...[bar.share, bar.low, bar.high, bar.expected].map(formatPer10000),
    ]),
  }
}
