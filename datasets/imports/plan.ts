import { stampForms } from './cells/stamp-forms.ts'

export type ImportFormat = 'csv' | 'parquet'

/** What one column at most is for. */
export const singleRoles = ['label', 'time', 'labelTime', 'group', 'user', 'amount', 'grade', 'outcome'] as const

/** What a column is for. */
export const roles = [...singleRoles, 'feature', 'ignore'] as const

export type Role = (typeof roles)[number]

export const columnTypes = ['numeric', 'categorical', 'time', 'boolean'] as const

export type ColumnType = (typeof columnTypes)[number]

/** What a number in a time column counts: from 1970 on, or from any other moment. A month is a twelfth of 365.2425 days; years are those of the calendar. */
const countedUnits = [
  ...([
    'nanoseconds',
    'microseconds',
    'milliseconds',
    'seconds',
    'minutes',
    'hours',
    'days',
    'weeks',
    'months',
  ] as const),
  'years',
] as const

export type CountedUnit = (typeof countedUnits)[number]

/** Which number of a date such as 01/02/2020 or 20/01/31 comes first. */
export const dateOrders = ['day/month/year', 'month/day/year', 'year/month/day'] as const

export type DateOrder = (typeof dateOrders)[number]

/** How numbers of a column are written that plain digits with the file's decimal sign are not: which sign groups thousands, which is the decimal one. */
export const numberStyles = ['1,234.56', '1.234,56'] as const

export type NumberStyle = (typeof numberStyles)[number]

/** How times of a column are read that do not say it by themselves; `excel` counts days since 1899-12-30, as spreadsheets do. */
export const timeUnits = [...countedUnits, ...dateOrders, ...stampForms, 'excel'] as const

export type TimeUnit = (typeof timeUnits)[number]

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

export type Encoding = (typeof encodings)[number]

export interface ColumnPlan {
  readonly name: string
  readonly role: Role
  readonly type: ColumnType
  /** Texts that mean that a value is missing; an empty cell always does. */
  readonly missing: readonly string[]
  /** Used by the label: an empty cell is a value of its own, "(empty)". */
  readonly keepsEmpty?: boolean
  /** Used by columns of type `time`; seconds where left out, and dates that say their order by themselves. */
  readonly timeUnit?: TimeUnit
  /** Used by numeric columns; plain numbers where left out. */
  readonly numbers?: NumberStyle
  /** Taken off each number of a numeric feature, which 32 bits could not tell apart with it; 0 where left out. */
  readonly offset?: number
}

/** How a text file is cut into cells. */
export interface Dialect {
  /** One ASCII character; a blank stands for any run of blanks. */
  readonly delimiter: string
  readonly decimal: '.' | ','
  readonly encoding: Encoding
  readonly hasHeader: boolean
  /** Lines that stand above the header, or above the first row where there is none. */
  readonly skip: number
  /** Lines that begin with it are no rows; empty where there are no such lines. */
  readonly comment: string
  /** Whether a backslash before a quote makes it one of the cell's, beside a doubled quote. */
  readonly escapes?: boolean
}

/** How a file becomes a table: plain data, inferred by `inspectFile` and corrected by a person. */
export interface ImportPlan {
  readonly format: ImportFormat
  /** null for Parquet, which needs none. */
  readonly dialect: Dialect | null
  /** In the order of the file. */
  readonly columns: readonly ColumnPlan[]
  /** The label's value that counts as 1; every other one is 0. */
  readonly positive: string
  /** Rows to read, from the top; null is all of them, 2,000,000 at most. */
  readonly rows: number | null
}

/** Columns of the plan in a role, by their place in the file. */
export function placesOf({ columns }: ImportPlan, role: Role): number[] {
  return columns.flatMap((column, place) => (column.role === role ? [place] : []))
}

/** The column that says whose a row is; null where none does. */
export function groupOf({ columns }: Pick<ImportPlan, 'columns'>): string | null {
  return columns.find(({ role }) => role === 'group')?.name ?? null
}

/** The column that is predicted, and its value that counts as 1. */
export function labelOf(plan: ImportPlan): { column: string; positive: string } {
  const [place] = placesOf(plan, 'label')
  return { column: plan.columns[place]?.name ?? '', positive: plan.positive }
}
