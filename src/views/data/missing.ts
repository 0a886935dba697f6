import { formatRate } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { ColumnSummary, DataSummary } from '../../core/lab.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'missing',
  label: 'Missing values',
  help:
    'Share of rows in which a column has no value. Columns with the same share are often missing together, as when they come from one ' +
    'source. That a value is missing may tell something by itself, so models read it as one more value.',
  needs: 'data',
} as const satisfies View

/** Columns with the most missing first. */
export function missingColumns(data: DataSummary | null): ColumnSummary[] {
  return [...(data?.columns ?? [])].sort((a, b) => b.missing - a.missing)
}

export function speakMissing(columns: readonly ColumnSummary[]): string {
  if (columns.length === 0) return 'Missing values: no rows drawn yet'
  const some = columns.filter((column) => column.missing > 0)
  if (some.length === 0) return 'Missing values: none'
  return `Missing values: ${some.length} of ${columns.length} columns, most in ${some[0].label}, ${formatRate(some[0].missing)}`
}

export function missingTable(columns: readonly ColumnSummary[]): NumbersTable {
  return { columns: ['Column', 'Missing'], rows: columns.map((column) => [column.label, formatRate(column.missing)]) }
}
