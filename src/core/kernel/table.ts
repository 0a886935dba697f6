/** Code of a missing categorical value; real values are 1, 2, … */
export const MISSING = 0

export interface NumericColumn {
  readonly id: string
  readonly label: string
  readonly help: string
  /** What was taken off each value of a file, so that 32 bits tell them apart. */
  readonly offset?: number
  /** What the column held in the file it comes from; left out where it comes from a world. */
  readonly held?: 'numbers' | 'times' | 'truth words' | 'texts'
}

export interface CategoricalColumn extends NumericColumn {
  /** Values are coded 1 … cardinality; codes above it are values that did not exist when the world began. */
  readonly cardinality: number
  /** What code 1, 2, … is called; left out where values have no names. */
  readonly values?: readonly string[]
  /** The number that code 1, 2, … was in the file, where every value was one; NaN for a code that many share. */
  readonly numbers?: Float32Array
}

export interface Schema {
  readonly numeric: readonly NumericColumn[]
  readonly categorical: readonly CategoricalColumn[]
  /** Rows of one request stand together, this many at a time; null where rows are not grouped. */
  readonly rowsPerRequest: number | null
  /** Numeric column that says what a row is worth in money, where one does. */
  readonly amount?: string
  /** Numeric columns that are worked out from it, among other things: whether they rise (1) or fall (−1) with it; left out where nobody knows. */
  readonly withAmount?: Readonly<Record<string, 1 | -1>>
  /** Longest wait for a positive's label, in seconds: once a row is older, its label counts as settled, whichever it is. */
  readonly labelWindow?: number
}

/** Columns as typed arrays, each `rows` long. Over a SharedArrayBuffer it is shared between workers as it is. */
export interface Table {
  readonly schema: Schema
  readonly rows: number
  /** One per numeric column; NaN is missing. */
  readonly numeric: readonly Float32Array[]
  /** One per categorical column; 0 is missing. */
  readonly categorical: readonly Uint16Array[]
  readonly label: Uint8Array
  /** Simulated seconds since the world began. */
  readonly time: Float64Array
  /** When the label becomes known, in simulated seconds; null where labels come at once. */
  readonly labelTime: Float64Array | null
  /** Number of the request a row belongs to, ascending; null where rows are not grouped. */
  readonly request: Uint32Array | null
  /** Place on the page, 1 at the top; null where there is none. */
  readonly position: Uint8Array | null
  /** Whose row it is: the card or customer that an alert would block; null where rows belong to nobody. */
  readonly customer: Uint32Array | null
  /** Rows that share one are not independent (one customer, one episode) and are resampled together; null where rows are. */
  readonly cluster: Uint32Array | null
}

/** P(label | what the world knows of the row), beside a table and never a column of it. A world says whether its columns show all of that. */
export interface Truth {
  readonly probability: Float32Array
  /** P(click | examined) of each row; null where nothing is examined. */
  readonly relevance: Float32Array | null
}

export interface Draw {
  readonly table: Table
  /** null where the truth cannot be known exactly. */
  readonly truth: Truth | null
}

/** Rows `from` … `to − 1`. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** Which optional columns a world fills. */
export interface Layout {
  readonly labelTime: boolean
  readonly request: boolean
  readonly position: boolean
  readonly truth: boolean
  readonly relevance: boolean
  readonly customer?: boolean
  readonly cluster?: boolean
}

/** An empty draw, in one buffer: a SharedArrayBuffer where `shared`. */
export function allocateDraw(schema: Schema, layout: Layout, rows: number, shared = false): Draw {
  const size = rows * bytesPerRow(schema, layout) + 8 * (schema.numeric.length + schema.categorical.length + 10)
  const buffer = (shared ? new SharedArrayBuffer(size) : new ArrayBuffer(size)) as ArrayBuffer
  let at = 0
  const take = <T>(make: new (buffer: ArrayBuffer, at: number, length: number) => T, bytes: number): T => {
    const column = new make(buffer, at, rows)
    at = Math.ceil((at + rows * bytes) / 8) * 8
    return column
  }
  const table: Table = {
    schema,
    rows,
    time: take(Float64Array, 8),
    labelTime: layout.labelTime ? take(Float64Array, 8) : null,
    numeric: schema.numeric.map(() => take(Float32Array, 4)),
    categorical: schema.categorical.map(() => take(Uint16Array, 2)),
    request: layout.request ? take(Uint32Array, 4) : null,
    customer: layout.customer ? take(Uint32Array, 4) : null,
    cluster: layout.cluster ? take(Uint32Array, 4) : null,
    position: layout.position ? take(Uint8Array, 1) : null,
    label: take(Uint8Array, 1),
  }
  if (!layout.truth) return { table, truth: null }
  return {
    table,
    truth: {
      probability: take(Float32Array, 4),
      relevance: layout.relevance ? take(Float32Array, 4) : null,
    },
  }
}

/** Copies a draw into its place in a larger one of the same columns. */
export function placeDraw(part: Draw, whole: Draw, at: number): void {
  const columns = columnsOf(whole)
  columnsOf(part).forEach((column, i) => columns[i].set(column, at))
}

/** Copies rows of a draw, one behind the other, into their place in a larger one of the same columns. */
export function copyRows(from: Draw, rows: Uint32Array, into: Draw, at: number): void {
  const columns = columnsOf(into)
  columnsOf(from).forEach((column, c) => {
    for (let i = 0; i < rows.length; i++) columns[c][at + i] = column[rows[i]]
  })
}

function columnsOf({ table, truth }: Draw) {
  const { time, labelTime, numeric, categorical, request, position, customer, cluster, label } = table
  const columns = [time, labelTime, ...numeric, ...categorical, request, position, customer, cluster, label]
  return [...columns, truth?.probability, truth?.relevance].filter((column) => column != null)
}

/** Bytes that one row of such a table takes, its truth included. */
export function bytesPerRow(schema: Schema, layout: Layout): number {
  return (
    8 +
    1 +
    4 * schema.numeric.length +
    2 * schema.categorical.length +
    (layout.labelTime ? 8 : 0) +
    (layout.request ? 4 : 0) +
    (layout.position ? 1 : 0) +
    (layout.customer ? 4 : 0) +
    (layout.cluster ? 4 : 0) +
    (layout.truth ? 4 : 0) +
    (layout.relevance ? 4 : 0)
  )
}
