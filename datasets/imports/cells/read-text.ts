import type { ReadCell } from '../columns/numeric-column.ts'

const encoder = new TextEncoder()

/** What a reader of bytes makes of a text; NaN of none. */
export function readText(read: ReadCell, text: string): number {
  const bytes = encoder.encode(text)
  return bytes.length === 0 ? NaN : read(bytes, 0, bytes.length)
}
