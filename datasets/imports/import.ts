import type { Draw } from '../../src/core/kernel/table.ts'
import type { Malformed } from './malformed.ts'
import type { ColumnReport, Profile } from './profile.ts'
import type { TableBuilder } from './table-builder.ts'

export type ImportFormat = 'csv' | 'parquet'

/** What a column is for: one column each is the label, the time, the label's time, the group and the amount. */
export type Role = 'label' | 'time' | 'labelTime' | 'group' | 'amount' | 'feature' | 'ignore'

export type ColumnType = 'numeric' | 'categorical' | 'time' | 'boolean'

/** What a number in a time column counts. */
export type CountedUnit = 'nanoseconds' | 'microseconds' | 'milliseconds' | 'seconds' | 'minutes' | 'hours' | 'days'

/** How dates are written that no reader can take for dates by themselves: 20200131, 31/01/2020, 01/31/2020. */
export type DateOrder = 'yyyymmdd' | 'day/month/year' | 'month/day/year'

/** How times of a column are read; dates that begin with the year and timestamps need none. */
export type TimeUnit = CountedUnit | DateOrder

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface ColumnPlan {
  readonly name: string
  readonly role: Role
  readonly type: ColumnType
  /** Texts that mean that a value is missing; an empty cell always does. */
  readonly missing: readonly string[]
  /** Used by columns of type `time`; seconds where left out. */
  readonly timeUnit?: TimeUnit
}

/** How a text file is cut into cells. */
export interface Dialect {
  /** One ASCII character. */
  readonly delimiter: string
  readonly decimal: '.' | ','
  readonly encoding: Encoding
  readonly hasHeader: boolean
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

/** What the head of a file and a spread of slices show of it. */
export interface Inspection {
  readonly plan: ImportPlan
  readonly columns: readonly ColumnReport[]
  /** An estimate unless `exact`. */
  readonly rows: { readonly count: number; readonly exact: boolean }
  /** Rows looked at. */
  readonly sampled: number
  readonly malformed: Malformed
  /** One line each. */
  readonly warnings: readonly string[]
}

export interface Imported {
  /** Sorted by time; without a truth. */
  readonly draw: Draw
  /** Rows left out, and why. */
  readonly malformed: Malformed
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

export interface Sample {
  readonly dialect: Dialect | null
  readonly profiles: readonly Profile[]
  readonly rows: Inspection['rows']
  readonly sampled: number
  readonly malformed: Malformed
  readonly warnings: readonly string[]
}
