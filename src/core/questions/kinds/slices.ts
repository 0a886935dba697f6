import type { SliceReport, SliceSpec } from '../../decisions/contract.ts'
import type { SliceColumn } from '../../decisions/cut-column.ts'
import { slicesOf } from '../../decisions/slices.ts'
import { gatherCodes } from '../../kernel/codes.ts'
import type { Table } from '../../kernel/table.ts'
import type { Question } from '../question.ts'

/** Where a version fails: its counts by the values of one column. */
export const slices: Question<'slices', Omit<SliceSpec, 'part'>, SliceReport> = {
  id: 'slices',
  label: 'slicing',
  async ask(asked, { part, column: id, threshold }, host) {
    const { table, at, rows } = await asked.judged()
    host.busy()
    const { label, column } = columnOf(table, at, id)
    return { part, column: { id, label }, threshold, slices: slicesOf(rows, column, threshold ?? rows.own) }
  },
}

function columnOf(table: Table, rows: Uint32Array, id: string): { label: string; column: SliceColumn } {
  const { schema } = table
  const number = schema.numeric.findIndex((one) => one.id === id)
  if (number >= 0) {
    const values = Float32Array.from(rows, (row) => table.numeric[number][row])
    return { label: schema.numeric[number].label, column: { kind: 'numeric', values } }
  }
  const field = schema.categorical.findIndex((one) => one.id === id)
  if (field < 0) throw new Error(`unknown column: ${id}; expected a column of the table`)
  const { label, values: names } = schema.categorical[field]
  const values = gatherCodes(table.categorical[field], rows)
  return { label, column: { kind: 'categorical', values, ...(names && { names }) } }
}
