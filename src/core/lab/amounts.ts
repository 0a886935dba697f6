import type { Table } from '../kernel/table.ts'

/** What rows are worth in money; null where no column says it. */
export function amountsOf({ schema, numeric }: Table, rows: Uint32Array): Float32Array | null {
  const column = schema.numeric.findIndex(({ id }) => id === schema.amount)
  return column < 0 ? null : Float32Array.from(rows, (row) => numeric[column][row])
}
