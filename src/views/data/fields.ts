import { formatCount, formatPer10000, formatRate } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { ColumnSummary, DataSummary } from '../../core/lab.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'fields',
  label: 'Fields',
  help:
    'Each categorical field as a strip of all rows: its ten most frequent values side by side, then all the others. A few ' +
    'values carry most rows, and the long tail is where there are too few positives to learn from.',
  needs: 'data',
} as const satisfies View

export interface FieldRow {
  readonly id: string
  readonly label: string
  readonly distinct: number
  readonly cardinality: number
  /** Top values with their share of all rows and their base rate. */
  readonly values: readonly { readonly value: string; readonly share: number; readonly rate: number }[]
  /** Share of rows with any of them. */
  readonly covered: number
}

export function fieldRows(data: DataSummary | null): FieldRow[] {
  if (!data) return []
  // Values are counted over the whole table, rows in no part included.
  const all = data.drawn ?? data.rows.train + data.rows.validation + data.rows.test
  return data.columns.filter((column) => column.kind === 'categorical').map((column) => fieldRow(column, all))
}

export function speakFields(fields: readonly FieldRow[]): string {
  if (fields.length === 0) return 'Fields: no rows drawn yet'
  const longest = fields.reduce((a, b) => (b.distinct > a.distinct ? b : a))
  return (
    `Fields: ${fields.length}, the longest ${longest.label} with ${formatCount(longest.distinct)} values seen; ` +
    `its ten most frequent are on ${formatRate(longest.covered)} of rows`
  )
}

export function fieldsTable(fields: readonly FieldRow[]): NumbersTable {
  return {
    columns: ['Field', 'Values seen', 'of', 'Value', 'Share of rows', 'Positives per 10,000'],
    rows: fields.flatMap((field) =>
      field.values.map(({ value, share, rate }) => [
        field.label,
        formatCount(field.distinct),
        formatCount(field.cardinality),
        value,
        formatRate(share),
        formatPer10000(rate),
      ])
    ),
  }
}

function fieldRow({ id, label, cardinality = 0, distinct = 0, top = [] }: ColumnSummary, all: number): FieldRow {
  const values = top.map(({ value, rows, positives }) => ({
    value,
    share: all > 0 ? rows / all : 0,
    rate: rows > 0 ? positives / rows : 0,
  }))
  return { id, label, cardinality, distinct, values, covered: values.reduce((sum, { share }) => sum + share, 0) }
}
