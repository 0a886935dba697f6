import { readNumber } from './cells/number.ts'
import type { ReadCell } from './cells/read-text.ts'
import { readTruthWord } from './cells/truth-word.ts'
import { readWrittenNumber } from './cells/written-number.ts'
import { EMPTY } from './class-values.ts'
import { readTime, secondsOfNumber } from './columns/clock.ts'
import { codedColumn, type CodedBuilder, type CodedSettings } from './columns/coded-column.ts'
import type { ColumnBuilder } from './columns/column-builder.ts'
import { numericColumn, type NumericBuilder, type NumericSettings } from './columns/numeric-column.ts'
import { placesOf, type ColumnPlan, type ImportPlan } from './plan.ts'
import { MOST_LABEL_VALUES, MOST_ROWS, MOST_TABLE_BYTES, tooManyRows } from './limits.ts'
import { shownCount } from '../../src/core/kernel/words.ts'
import { malformedTally, type MalformedTally } from './malformed.ts'

/** A table that fills row by row, or column by column for a run of rows. */
export interface TableBuilder {
  /** By the place of a column in the file; null is ignored. */
  readonly columns: readonly (ColumnBuilder | null)[]
  /** Places of the columns that a row cannot stand without, why it is left out, and whether its cell is quoted. */
  readonly required: readonly { readonly place: number; readonly reason: string; readonly quotes: boolean }[]
  /** Places of the other columns that are read. */
  readonly others: readonly number[]
  readonly malformed: MalformedTally
  /** Rows that stand. */
  readonly rows: number
  /** Further rows that are wanted. */
  readonly room: number
  /** The next `count` rows stand. @throws one line where the table grows too large */
  admit(count: number): void
  /** @throws one line where the table is too large, or will be with `count` rows more in these columns */
  weigh(count: number, places: readonly number[]): void
}

/** A column with the plan it follows. */
export type Built =
  | { readonly sort: 'numeric'; readonly column: ColumnPlan; readonly builder: NumericBuilder }
  | { readonly sort: 'coded'; readonly column: ColumnPlan; readonly builder: CodedBuilder }

/** What a filled builder hands over. */
export interface BuiltColumns extends TableBuilder {
  readonly built: readonly (Built | null)[]
}

const NO_LABEL = 'no label'
const NO_TIME = 'no time'

/** Looked at now and then: a table does not leap. */
const ROWS_PER_WEIGHING = 4096
const [POINT, COMMA] = [46, 44]

export function tableBuilder(plan: ImportPlan, mostBytes = MOST_TABLE_BYTES): BuiltColumns {
  const decimal = (plan.dialect?.decimal ?? '.').charCodeAt(0)
  const built = plan.columns.map((column) => builtOf(column, decimal))
  const columns = built.map((one) => one?.builder ?? null)
  const required = [
    ...placesOf(plan, 'label').map((place) => ({ place, reason: NO_LABEL, quotes: false })),
    ...placesOf(plan, 'time').map((place) => ({ place, reason: NO_TIME, quotes: true })),
  ]
  const needed = new Set(required.map(({ place }) => place))
  const others = columns.flatMap((column, place) => (column && !needed.has(place) ? [place] : []))
  const wanted = plan.rows ?? Infinity
  let rows = 0
  let weighed = 0

  return {
    built,
    columns,
    required,
    others,
    malformed: malformedTally(),
    get rows() {
      return rows
    },
    get room() {
      return wanted - rows
    },
    admit(count) {
      rows += count
      if (rows > MOST_ROWS) throw tooManyRows()
      if (rows - weighed < ROWS_PER_WEIGHING) return
      weighed = rows
      this.weigh(0, [])
    },
    weigh(count, places) {
      let bytes = 0
      for (const column of columns) bytes += column?.bytes ?? 0
      for (const place of places) bytes += count * (columns[place]?.bytesPerRow ?? 0)
      if (bytes > mostBytes) throw tooLarge(rows + count, others.length, mostBytes)
    },
  }
}

function builtOf(column: ColumnPlan, decimal: number): Built | null {
  const { role, type, missing } = column
  if (role === 'ignore') return null
  const numeric = (settings: Omit<Parameters<typeof numericColumn>[0], 'missing'>): Built => ({
    sort: 'numeric',
    column,
    builder: numericColumn({ missing, ...settings }),
  })
  const coded = (most: number, settings: Partial<CodedSettings> = {}): Built => ({
    sort: 'coded',
    column,
    builder: codedColumn({ missing, most, ...settings }),
  })
  if (role === 'label')
    return coded(MOST_LABEL_VALUES, { required: true, ...(column.keepsEmpty && { emptyText: EMPTY }) })
  if (role === 'group' || role === 'user') return coded(MOST_ROWS)
  if (role === 'time' || role === 'labelTime' || type === 'time') {
    const unit = column.timeUnit ?? 'seconds'
    const settings = { ofNumber: secondsOfNumber(unit), precise: true, required: role === 'time' }
    return numeric({ read: readTime(unit, decimal), ...settings })
  }
  if (type === 'categorical') return coded(MOST_ROWS)
  if (type === 'boolean') return numeric({ read: readTruthWord })
  return numeric(numbersOf(column, decimal))
}

function numbersOf(
  { numbers, offset = 0, role }: ColumnPlan,
  decimal: number
): Pick<NumericSettings, 'read' | 'ofNumber'> {
  const less = role === 'feature' ? offset : 0
  const sign = numbers ? (numbers === '1.234,56' ? COMMA : POINT) : decimal
  const isSingle = less === 0
  const plain: ReadCell = numbers
    ? (bytes, start, end) => readWrittenNumber(bytes, start, end, sign, isSingle)
    : (bytes, start, end) => readNumber(bytes, start, end, sign, isSingle)
  if (isSingle) return { read: plain }
  return { read: (bytes, start, end) => plain(bytes, start, end) - less, ofNumber: (value) => value - less }
}

function tooLarge(rows: number, columns: number, mostBytes: number): Error {
  const limit = `${mostBytes / 1e9} GB`
  return new Error(
    `too large: ${columns} columns take more than ${limit} after ${shownCount(rows)} rows; ignore some columns or read fewer rows`
  )
}
