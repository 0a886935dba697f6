import { allocateDraw, copyRows, layoutOf, type Layout, type Table } from '../kernel/table.ts'

/** These rows of a table as one of their own, shared where it is; a row may come in more than once. Requests are left out: copies would tear them. */
export function gatherTable(table: Table, rows: Uint32Array): Table {
  const isShared = typeof SharedArrayBuffer !== 'undefined' && table.label.buffer instanceof SharedArrayBuffer
  const schema = { ...table.schema, rowsPerRequest: null }
  const gathered = allocateDraw(schema, gatheredLayout(table), rows.length, isShared)
  copyRows({ table: { ...table, request: null }, truth: null }, rows, gathered, 0)
  return gathered.table
}

export function gatheredLayout(table: Table): Layout {
  return { ...layoutOf(table), request: false }
}
