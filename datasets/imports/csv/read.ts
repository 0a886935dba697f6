import { plainText } from '../cells/plain-text.ts'
import type { ImportPlan } from '../plan.ts'
import type { ReadOptions } from '../import.ts'
import { pause, readBytes } from '../read-bytes.ts'
import type { TableBuilder } from '../table-builder.ts'
import { utf8Decoder } from './encoding.ts'
import { raggedness } from './ragged.ts'
import { rowFeed } from './row-feed.ts'
import type { Cells } from './scan-row.ts'

const CHUNK_BYTES = 1 << 20
/** Of a cell that a message quotes. */
const MOST_SHOWN_BYTES = 240

/** Reads a text file a megabyte at a time and puts each row into the table. */
export async function readCsv(
  file: Blob,
  { dialect, columns }: ImportPlan,
  table: TableBuilder,
  options: ReadOptions
): Promise<void> {
  if (!dialect) throw new Error('no dialect: a CSV file needs its delimiter and encoding')
  const decode = utf8Decoder(dialect.encoding)
  const take = rowTaker(table, columns.length, dialect.hasHeader)
  const { delimiter, skip, comment, escapes = false } = dialect
  const rules = { skip, comment, escapes }
  const feed = rowFeed(delimiter, take, (line, reason) => table.malformed.add(line, reason), rules)
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    const chunk = await readBytes(file, at, at + CHUNK_BYTES)
    const wantsMore = feed.push(decode(chunk, at + CHUNK_BYTES >= file.size))
    await pause(options, Math.min(file.size, at + CHUNK_BYTES), file.size, table.rows)
    if (!wantsMore) return
  }
  feed.end()
}

// Benchmark: importCsv.
function rowTaker(table: TableBuilder, width: number, hasHeader: boolean) {
  const { columns, required, others, malformed } = table
  let isHeader = hasHeader
  return (bytes: Uint8Array, cells: Cells, line: number): boolean => {
    if (isHeader) {
      isHeader = false
      return true
    }
    const ragged = raggedness(cells, width)
    if (ragged) {
      malformed.add(line, ragged)
      return true
    }
    const { starts, ends } = cells
    const row = table.rows
    for (let i = 0; i < required.length; i++) {
      const { place, reason, quotes } = required[i]
      if (columns[place]?.cell(bytes, starts[place], ends[place], row)) continue
      malformed.add(line, reason, quotes ? shownCell(bytes, starts[place], ends[place]) : '')
      return true
    }
    for (let i = 0; i < others.length; i++) {
      const place = others[i]
      columns[place]?.cell(bytes, starts[place], ends[place], row)
    }
    table.admit(1)
    return table.room > 0
  }
}

function shownCell(bytes: Uint8Array, start: number, end: number): string {
  return plainText(new TextDecoder().decode(bytes.slice(start, Math.min(end, start + MOST_SHOWN_BYTES))))
}
