/** Reads the number that a cell spells, NaN where it spells none. */
export type ReadCell = (bytes: Uint8Array, start: number, end: number) => number

const encoder = new TextEncoder()

/** What a reader of bytes makes of a text; NaN of none. */
export function readText(read: ReadCell, text: string): number {
  const bytes = encoder.encode(text)
  return bytes.length === 0 ? NaN : read(bytes, 0, bytes.length)
}
