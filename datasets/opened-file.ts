import type { Draw } from '../src/core/kernel/table.ts'

/** How far the reading of a file is: `done` of `of` bytes; never falls. */
export interface Progress {
  readonly done: number
  readonly of: number
  readonly rows: number
}

/** Rows that were left out, the first of them with their line in the file (in Parquet: their row, from 1) and why. */
export interface Malformed {
  readonly count: number
  readonly first: readonly { readonly line: number; readonly reason: string }[]
  /** Every row left out, by reason, the most frequent first. */
  readonly dropped: readonly Dropped[]
}

/** Rows left out for one reason, and the line of the first. */
export interface Dropped {
  readonly reason: string
  readonly rows: number
  readonly first: number
}

/** What a file of a person's own became: all that a lab knows of it. */
export interface OpenedFile {
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
  /** The column that says whose a row is; null where none does. */
  readonly group: string | null
}
