import { csvCell } from './csv-cell.ts'
import { fileColumns, type FileColumn } from './columns.ts'
import type { FileFormat } from './file-format.ts'

const ROWS_PER_PIECE = 20_000

/** Comma-separated, one header line; empty is missing; numbers read back to the same value. */
export const csv = {
  id: 'csv',
  extension: 'csv',
  mediaType: 'text/csv',
  async write(draw, rows) {
    const columns = fileColumns(draw)
    const encoder = new TextEncoder()
    const pieces = [encoder.encode(`${columns.map(({ name }) => csvCell(name)).join(',')}\n`)]
    for (let from = 0; from < rows.length; from += ROWS_PER_PIECE)
      pieces.push(encoder.encode(lines(columns, rows.subarray(from, from + ROWS_PER_PIECE))))
    return joined(pieces)
  },
} as const satisfies FileFormat

/** The shortest decimal that reads back to the same float32, or to the same double where it is none. */
export function shortest(value: number): string {
  if (Number.isInteger(value) || Math.fround(value) !== value) return String(value)
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return String(Number(text))
  }
  return String(Number(value.toPrecision(9)))
}

function lines(columns: readonly FileColumn[], rows: Uint32Array): string {
  let text = ''
  for (const row of rows) {
    for (let i = 0; i < columns.length; i++) {
      const value = columns[i].value(row)
      if (i > 0) text += ','
      if (value !== null) text += shortest(value)
    }
    text += '\n'
  }
  return text
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
