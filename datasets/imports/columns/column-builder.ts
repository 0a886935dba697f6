/** One column of a table under way. Rows come in ascending order; one that is refused may come again. */
export interface ColumnBuilder {
  /** Takes a cell of UTF-8 text. False where a row cannot stand with it. */
  cell(bytes: Uint8Array, start: number, end: number, row: number): boolean
  /** Takes a value that is a number already; NaN is missing. */
  number(value: number, row: number): boolean
  /** Bytes held so far. */
  readonly bytes: number
  /** Bytes that each further row takes at least. */
  readonly bytesPerRow: number
}

/** Rows of a finished column in the order of the table: out[i] is what row order[i] held; null is the order they came in. */
export type RowOrder = Uint32Array | null
