import { allocateDraw, type Table } from '../kernel/table.ts'

/** These rows of a table as one of their own, shared where it is; a row may come in more than once. Requests are left out: copies would tear them. */
export function gatherTable(table: Table, rows: Uint32Array): Table {
  const isShared = typeof SharedArrayBuffer !== 'undefined' && table.label.buffer instanceof SharedArrayBuffer
  const schema = { ...table.schema, rowsPerRequest: null }
  const gathered = allocateDraw(schema, gatheredLayout(table), rows.length, isShared).table
  const from = columnsOf(table)
  columnsOf(gathered).forEach((column, c) => {
    const source = from[c]
    for (let i = 0; i < rows.length; i++) column[i] = source[rows[i]]
  })
  return gathered
}

export function gatheredLayout({ labelTime, position, customer, cluster }: Table) {
  return {
    labelTime: labelTime !== null,
    request: false,
    position: position !== null,
    truth: false,
    relevance: false,
    customer: customer != null,
    cluster: cluster != null,
  }
}

function columnsOf({ numeric, categorical, label, time, labelTime, position, customer, cluster }: Table) {
  return [...numeric, ...categorical, label, time, labelTime, position, customer, cluster].filter(
    (column) => column != null
  )
}
