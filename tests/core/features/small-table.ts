import { bareTable, type Table } from '../../../src/core/kernel/table.ts'

export interface SmallTable {
  readonly numeric?: Readonly<Record<string, readonly number[]>>
  readonly categorical?: Readonly<Record<string, readonly number[]>>
  readonly label?: readonly number[]
  readonly position?: readonly number[]
}

/** A table written out by hand; NaN and 0 are missing. */
export function smallTable({ numeric = {}, categorical = {}, label, position }: SmallTable): Table {
  const first = Object.values(numeric)[0] ?? Object.values(categorical)[0] ?? position ?? []
  const rows = first.length
  const named = (id: string) => ({ id, label: id, help: id })
  return {
    schema: {
      numeric: Object.keys(numeric).map(named),
      categorical: Object.entries(categorical).map(([id, codes]) => ({
        ...named(id),
        cardinality: Math.max(...codes),
      })),
      rowsPerRequest: null,
    },
    rows,
    numeric: Object.values(numeric).map((values) => Float32Array.from(values)),
    categorical: Object.values(categorical).map((codes) => Uint16Array.from(codes)),
    label: Uint8Array.from(label ?? new Array<number>(rows).fill(0)),
    time: new Float64Array(rows),
    ...bareTable,
    position: position ? Uint8Array.from(position) : null,
  }
}
