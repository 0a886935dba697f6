import type { Draw } from '../../src/core/kernel/table.ts'
import { stampForms } from './cells/stamp-forms.ts'
import type { Malformed } from './malformed.ts'
import type { ColumnLook, ColumnReport, Profile } from './profile.ts'
import type { TableBuilder } from './table-builder.ts'

export type ImportFormat = 'csv' | 'parquet'

/** What a column is for: one column each is the label, the time, the label's time, the group and the amount. */
export const roles = ['label', 'time', 'labelTime', 'group', 'amount', 'feature', 'ignore'] as const
export type Role = (typeof roles)[number]

export const columnTypes = ['numeric', 'categorical', 'time', 'boolean'] as const
export type ColumnType = (typeof columnTypes)[number]

/** What a number in a time column counts: from 1970 on, or from any other moment. A month is a twelfth of 365.2425 days; years are those of the calendar. */
export const countedUnits = [
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

/** What a person says of a column; whatever is left out is inferred. */
export interface ColumnChoice extends Partial<Omit<ColumnPlan, 'name'>> {
  readonly name: string
}

/**
 * What a person says of how a file is read: plain data that the panel, the command line, a kept lab and a report all
 * carry; whatever is left out is inferred, and an inference never contradicts a choice.
 */
export interface Choices {
  readonly dialect?: Partial<Dialect>
  /** At most one for each column. */
  readonly columns?: readonly ColumnChoice[]
  readonly positive?: string
}

/** Something that was assumed of a file. */
export interface Assumption {
  /** What it is about: how the text is cut, a column's role, how its cells are read, which rows stand. */
  readonly about: 'text' | 'label' | 'role' | 'type' | 'time' | 'missing' | 'leak' | 'rows'
  /** The column it is about; null is the whole file. */
  readonly column: string | null
  /** One line without its full stop: what was assumed, and why. */
  readonly text: string
  /** Nothing was chosen: a person must, before the rows can be used. */
  readonly asks: boolean
  /** How the command line says otherwise: `--label fraud`; null where it cannot. */
  readonly flag: string | null
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

/** What the head of a file and a spread of slices show of it: plain data, from which `planOf` infers how it is read. */
export interface Looked {
  readonly format: ImportFormat
  readonly dialect: Dialect | null
  readonly columns: readonly ColumnLook[]
  /** An estimate unless `exact`. */
  readonly rows: { readonly count: number; readonly exact: boolean }
  /** Rows looked at. */
  readonly sampled: number
  readonly malformed: Malformed
  /** The first rows as they stand, cells cut to what may be shown. */
  readonly head: readonly (readonly string[])[]
  /** Of how the text is cut. */
  readonly noted: readonly Assumption[]
}

/** What was seen of a file, and what follows from it and from a person's choices. */
export interface Inspection extends Looked {
  readonly columns: readonly ColumnReport[]
  readonly choices: Choices
  readonly plan: ImportPlan
  readonly assumptions: readonly Assumption[]
}

export interface Imported {
  /** Sorted by time; without a truth. */
  readonly draw: Draw
  /** Rows left out, and why. */
  readonly malformed: Malformed
  readonly label: { readonly column: string; readonly positive: string }
  /** Rows that the file has, those left out included; fewer where fewer were wanted. */
  readonly rowsRead: number
  /** Share of the positive label in the table. */
  readonly baseRate: number
  /** One line each: what was missing, lumped together or assumed. */
  readonly notes: readonly string[]
  /** False where a row stands for a second: such a table is better split at random. */
  readonly hasTime: boolean
}

/** What watches a reading and can end it. */
export interface Reading {
  /** Looked at after each megabyte or column; the call rejects with its reason. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  readonly breathe?: () => Promise<void>
}

/** `done` of `of` bytes; never falls. */
export interface Progress {
  readonly done: number
  readonly of: number
  readonly rows: number
}

/** A file format tables can come from: one file exporting one of these, one line in the catalogue. */
export interface Importer {
  readonly id: ImportFormat
  /** Whether a file that begins with these bytes is one of this format. */
  claims(head: Uint8Array): boolean
  /** @throws one line where nothing can be made of the file */
  sample(file: Blob, asked: Partial<Dialect>, reading: Reading): Promise<Sample>
  /** Puts every row into the table. @throws one line */
  read(file: Blob, plan: ImportPlan, table: TableBuilder, reading: Reading): Promise<void>
}

export interface Sample extends Omit<Looked, 'format' | 'columns'> {
  readonly profiles: readonly Profile[]
}
