import { codesFor, type Codes } from './codes.ts'
import { bytesOf, heldColumns, mapOptional, optionalOf, takerOf, type ArrayColumn, type Optional } from './columns.ts'
import type { LaterOutcomes } from './later-outcomes.ts'

/** Code of a missing categorical value; real values are 1, 2, … */
export const MISSING = 0

/** Columns that a table may have beside those of its schema: declared here alone. */
const tableColumns = {
  /** When the label becomes known, in simulated seconds; null where labels come at once. */
  labelTime: Float64Array,
  /** Number of the request a row belongs to, ascending; null where rows are not grouped. */
  request: Uint32Array,
  /** The card or customer of each row, which an alert would block; null where rows have none. */
  customer: Uint32Array,
  /** Rows that share one are not independent (one customer, one episode) and are resampled together; null where rows are. */
  cluster: Uint32Array,
  /** The user who makes each request; null where users are not distinguished. */
  user: Uint32Array,
  /** Place on the page, 1 at the top; null where there is none. */
  position: Uint8Array,
  /** How relevant the row is, 0 … the schema's `grades` − 1; null where it is not graded. */
  grade: Uint8Array,
  /** What came of the row as a number, in the unit of the schema's `outcome`; NaN where nothing did, null where nothing is measured. */
  outcome: Float32Array,
}

/** What a truth may know beside the probability of each row: declared here alone. */
const truthColumns = {
  /** P(click | examined) of each row; null where nothing is examined. */
  relevance: Float32Array,
  /** E(outcome | what the world knows of the row); null where there is no outcome. */
  expectedOutcome: Float32Array,
}

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
  /** Codes take 32 bits, as 16 do not tell all values apart, those to come included. */
  readonly isWide?: true
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
  /** Numeric columns that are worked out from it, among other things: whether they rise (1) or fall (−1) with it; absent where that is not known. */
  readonly withAmount?: Readonly<Record<string, 1 | -1>>
  /** Longest wait for a positive's label, in seconds: once a row is older, its label counts as settled, whichever it is. */
  readonly labelWindow?: number
  /** Grades of relevance there are, where rows are graded. */
  readonly grades?: number
  /** What `Table.outcome` measures, where it does. */
  readonly outcome?: { readonly label: string; readonly unit: string }
}

/** Columns as typed arrays, each `rows` long. Over a SharedArrayBuffer it is shared between workers as it is. */
export interface Table extends Optional<typeof tableColumns> {
  readonly schema: Schema
  readonly rows: number
  /** One per numeric column; NaN is missing. */
  readonly numeric: readonly Float32Array[]
  /** One per categorical column; 0 is missing. */
  readonly categorical: readonly Codes[]
  readonly label: Uint8Array
  /** Simulated seconds since the world began. */
  readonly time: Float64Array
}

/** P(label | what the world knows of the row), beside a table and never a column of it. A world says whether its columns show all of that. */
export interface Truth extends Optional<typeof truthColumns> {
  readonly probability: Float32Array
}

export interface Draw {
  readonly table: Table
  /** null where the truth cannot be known exactly. */
  readonly truth: Truth | null
  /** By the id of a categorical column: the table whose row i its code i + 1 points at. Whole in every part of a draw. */
  readonly items?: Readonly<Record<string, ItemTable>>
  /** By name: outcomes that come after the label, one record each. */
  readonly later?: Readonly<Record<string, LaterOutcomes>>
}

/** What is known of things that many rows are about: videos, documents. */
export type ItemTable = Pick<Table, 'schema' | 'rows' | 'numeric' | 'categorical'>

/** Rows `from` … `to − 1`. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** Which optional columns a world fills, and whether it knows the truth. */
export type Layout = {
  readonly [id in keyof typeof tableColumns | keyof typeof truthColumns | 'truth']?: boolean
}

/** The optional columns of a table and of a truth that have none of them. */
export const bareTable: Optional<typeof tableColumns> = mapOptional(tableColumns, {})
export const bareTruth: Optional<typeof truthColumns> = mapOptional(truthColumns, {})

/** An empty draw, in one buffer: a SharedArrayBuffer where `shared`. @throws where a column has more values than its codes tell apart */
export function allocateDraw(schema: Schema, layout: Layout, rows: number, shared = false): Draw {
  const take = takerOf({ rows, bytes: rows * bytesPerRow(schema, layout), columns: mostColumns(schema), shared })
  const table: Table = {
    schema,
    rows,
    time: take(Float64Array),
    ...optionalOf(tableColumns, layout, take),
    numeric: schema.numeric.map(() => take(Float32Array)),
    categorical: schema.categorical.map((column) => take(codesFor(column))),
    label: take(Uint8Array),
  }
  if (!layout.truth) return { table, truth: null }
  return { table, truth: { probability: take(Float32Array), ...optionalOf(truthColumns, layout, take) } }
}

/** An empty table of items, in one buffer. @throws as `allocateDraw` */
export function allocateItems(schema: Schema, rows: number, shared = false): ItemTable {
  const take = takerOf({ rows, bytes: rows * schemaBytes(schema), columns: mostColumns(schema), shared })
  const numeric = schema.numeric.map(() => take(Float32Array))
  return { schema, rows, numeric, categorical: schema.categorical.map((column) => take(codesFor(column))) }
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

/** Some rows of a table, over the same bytes. */
export function rowsOf(table: Table, { from, to }: RowRange): Table {
  const { schema, time, numeric, categorical, label } = table
  const part = <T extends ArrayColumn>(column: T): T => column.subarray(from, to) as T
  return {
    schema,
    rows: to - from,
    time: part(time),
    ...mapOptional(tableColumns, table, part),
    numeric: numeric.map(part),
    categorical: categorical.map(part),
    label: part(label),
  }
}

/** The layout of a table, without a truth. */
export function layoutOf(table: Table): Layout {
  return Object.fromEntries(
    Object.keys(tableColumns).map((id) => [id, table[id as keyof typeof tableColumns] !== null])
  )
}

/** Bytes that one row of such a table takes, its truth included. */
export function bytesPerRow(schema: Schema, layout: Layout): number {
  const truth = layout.truth ? 4 + bytesOf(truthColumns, layout) : 0
  return 8 + 1 + schemaBytes(schema) + bytesOf(tableColumns, layout) + truth
}

function schemaBytes({ numeric, categorical }: Schema): number {
  const codes = categorical.reduce((sum, column) => sum + codesFor(column).BYTES_PER_ELEMENT, 0)
  return 4 * numeric.length + codes
}

function mostColumns({ numeric, categorical }: Schema): number {
  const beside = Object.keys(tableColumns).length + Object.keys(truthColumns).length
  return numeric.length + categorical.length + beside + 3
}

function columnsOf({ table, truth }: Draw): ArrayColumn[] {
  const known = truth ? [truth.probability, ...heldColumns(truthColumns, truth)] : []
  const { time, numeric, categorical, label } = table
  return [time, ...heldColumns(tableColumns, table), ...numeric, ...categorical, label, ...known]
}
