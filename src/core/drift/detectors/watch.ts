import type { Codes } from '../../kernel/codes.ts'
import type { RowRange, Table } from '../../kernel/table.ts'

/** What is watched: numbers, NaN missing (a feature or scores), or codes, 0 missing. */
export type Column =
  { readonly kind: 'numeric'; readonly values: Float32Array } | { readonly kind: 'categorical'; readonly values: Codes }

/** Rows of a column in pieces, such as the same hours of several days. */
export interface Watched {
  readonly column: Column
  readonly ranges: readonly RowRange[]
  /** Request of each row: rows of one request are alike, so they count for less than as many strangers. */
  readonly requests: Uint32Array | null
  /** Beside scores, the label of each row: those of the ranges are known, in the order of rows. Null where no labels are watched. */
  readonly labels: Uint8Array | null
}

/** Every column of a table to watch, by id. */
export function columnsOf({ schema, numeric, categorical }: Table): { id: string; column: Column }[] {
  return [
    ...schema.numeric.map(({ id }, i) => ({ id, column: { kind: 'numeric', values: numeric[i] } as const })),
    ...schema.categorical.map(({ id }, i) => ({
      id,
      column: { kind: 'categorical', values: categorical[i] } as const,
    })),
  ]
}

/** Rows that a list of ranges covers. */
export function rowsIn(ranges: readonly RowRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0)
}
