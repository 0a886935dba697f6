import { MISSING, type Draw } from '../../src/core/kernel/table.ts'

/** One column of a file: its name and the value of a row; null is missing. */
export interface FileColumn {
  readonly name: string
  readonly type: 'integer' | 'real'
  value(row: number): number | null
}

/** Everything a draw knows of its rows, truth included, in the order the files have: numeric `n_…`, categorical `c_…`. */
export function fileColumns({ table, truth }: Draw): FileColumn[] {
  const plain = (name: string, type: FileColumn['type'], values: ArrayLike<number> | null): FileColumn[] =>
    values ? [{ name, type, value: (row) => values[row] }] : []
  return [
    ...plain('label', 'integer', table.label),
    ...plain('truth', 'real', truth?.probability ?? null),
    ...plain('time', 'real', table.time),
    ...plain('labelTime', 'real', table.labelTime),
    ...plain('request', 'integer', table.request),
    ...plain('customer', 'integer', table.customer),
    ...plain('cluster', 'integer', table.cluster),
    ...plain('position', 'integer', table.position),
    ...plain('relevance', 'real', truth?.relevance ?? null),
    ...table.schema.numeric.map(({ id }, i): FileColumn => ({
      name: `n_${id}`,
      type: 'real',
      value: (row) => (Number.isNaN(table.numeric[i][row]) ? null : table.numeric[i][row]),
    })),
    ...table.schema.categorical.map(({ id }, i): FileColumn => ({
      name: `c_${id}`,
      type: 'integer',
      value: (row) => (table.categorical[i][row] === MISSING ? null : table.categorical[i][row]),
    })),
  ]
}
