import type { Draw } from '../../src/core/kernel/table.ts'

/** A file format tables can leave in: one file exporting one of these, one line in the catalogue. */
export interface FileFormat {
  readonly id: string
  readonly extension: string
  readonly mediaType: string
  /** The rows named, in that order, as the bytes of a file. */
  write(draw: Draw, rows: Uint32Array): Promise<Uint8Array<ArrayBuffer>>
}
