import type { Progress } from '../opened-file.ts'
import type { Dialect, ImportFormat, ImportPlan } from './plan.ts'
import type { Looked } from './plan-of.ts'
import type { Profile } from './profile.ts'
import type { TableBuilder } from './table-builder.ts'

/** How the caller of a file import hears of its progress and can cancel it. */
export interface ReadOptions {
  /** Looked at after each megabyte or column; the call rejects with its reason. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  readonly yieldToMessages?: () => Promise<void>
}

/** A file format tables can come from: one file exporting one of these, one line in the catalogue. */
export interface Importer {
  readonly id: ImportFormat
  /** Whether a file that begins with these bytes is one of this format. */
  claims(head: Uint8Array): boolean
  /** @throws one line where nothing can be made of the file */
  sample(file: Blob, asked: Partial<Dialect>, options: ReadOptions): Promise<Sample>
  /** Puts every row into the table. @throws one line */
  read(file: Blob, plan: ImportPlan, table: TableBuilder, options: ReadOptions): Promise<void>
}

export interface Sample extends Omit<Looked, 'format' | 'columns'> {
  readonly profiles: readonly Profile[]
}
