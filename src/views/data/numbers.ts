import { formatTick } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { ColumnSummary, DataSummary } from '../../core/lab.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'numbers',
  label: 'Numbers',
  help:
    'Each numeric column between its 1 % and 99 % quantiles; the mark is the median. Where a tail is long, a few rows ' +
    'would outweigh all others in a network, which is why it reads the logarithm. Trees only compare values, and need no scaling.',
  needs: 'data',
} as const satisfies View

export function numericColumns(data: DataSummary | null): ColumnSummary[] {
  return (data?.columns ?? []).filter((column) => column.kind === 'numeric')
}

export function speakNumber({ label, quantiles }: ColumnSummary): string {
  if (!quantiles || quantiles.length < 7) return `${label}: no values`
  return `${label}: median ${formatTick(quantiles[3])}, 98 % of rows from ${formatTick(quantiles[1])} to ${formatTick(quantiles[5])}`
}

export function numbersTable(columns: readonly ColumnSummary[]): NumbersTable {
  return {
    columns: ['Column', 'Least', '1 %', '25 %', 'Median', '75 %', '99 %', 'Most'],
    rows: columns.map(({ label, quantiles }) => [label, ...(quantiles ?? []).map(formatTick)]),
  }
}
