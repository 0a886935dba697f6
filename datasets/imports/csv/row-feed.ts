import { MOST_ROW_BYTES } from '../limits.ts'
import { NO_RULES, type LineRules } from './line-rules.ts'
import { INCOMPLETE, rowCells, scanRow, stopsOf, UNCLOSED, unescapeCells, type Cells } from './scan-row.ts'
import { squeezeCells } from './squeeze-cells.ts'

/** Quotes that never close which a file may hold. */
const MOST_UNCLOSED = 100
const [LF, CR, SPACE] = [10, 13, 32]
const encoder = new TextEncoder()

/** Takes a row's cells; they and the bytes are only lent. False ends the feed. */
export type TakeRow = (bytes: Uint8Array, cells: Cells, line: number) => boolean

export interface RowFeed {
  /** False once no more bytes are wanted. */
  push(chunk: Uint8Array): boolean
  /** The file ended. */
  end(): void
}

/**
 * Cuts chunks of UTF-8 text into rows, however they are cut. Empty lines are passed over. A quote that never closes, or that closes
 * lines later in the midst of a cell, costs its own line: the rows after it are read on.
 * @throws one line where quotes go on and on without closing
 */
export function rowFeed(
  delimiter: string,
  take: TakeRow,
  complain: (line: number, reason: string) => void,
  { skip, comment, escapes }: LineRules = NO_RULES
): RowFeed {
  const separator = delimiter.charCodeAt(0)
  const stops = stopsOf(separator)
  const cells = rowCells(escapes)
  const mark = encoder.encode(comment)
  let bytes = new Uint8Array(0)
  let from = 0
  let to = 0
  let line = 1
  let unclosed = 0
  let wanted = true

  return {
    push(chunk) {
      if (!wanted) return false
      append(chunk)
      cut(false)
      return wanted
    },
    end() {
      if (wanted) cut(true)
    },
  }

  function append(chunk: Uint8Array): void {
    const left = to - from
    const size = left + chunk.length + 1
    const roomy = size <= bytes.length ? bytes : new Uint8Array(Math.max(size, 2 * left + 1))
    roomy.set(bytes.subarray(from, to))
    roomy.set(chunk, left)
    bytes = roomy
    from = 0
    to = left + chunk.length
    bytes[to] = LF
  }

  function cut(last: boolean): void {
    while (from < to && wanted) {
      if (line <= skip || (mark.length > 0 && isComment())) {
        if (!passLine(last)) return
        continue
      }
      const next = scanRow(bytes, from, to, last, separator, stops, cells)
      if (next === UNCLOSED || (next === INCOMPLETE && to - from > MOST_ROW_BYTES)) {
        if (++unclosed > MOST_UNCLOSED)
          throw new Error(`line ${line}: the ${unclosed}th quote that never closes; is this a CSV file?`)
        skipLine('a quote opens and never closes, or the row is longer than 4 MB')
      }
      // A quote closed lines later by one that opens another cell: what stands between are rows of their own.
      else if (next !== INCOMPLETE && cells.strayText && cells.breaks > 0) skipLine('a quote opens and does not close')
      else if (next === INCOMPLETE) return
      else {
        if (separator === SPACE) squeezeCells(bytes, cells)
        const isEmpty = cells.count === 0 || (cells.count === 1 && cells.starts[0] === cells.ends[0])
        if (cells.anyEscaped) unescapeCells(bytes, cells)
        if (cells.strayText) complain(line, 'text after a closing quote')
        else if (!isEmpty) wanted = take(bytes, cells, line)
        line += 1 + cells.breaks
        from = next
      }
    }
  }

  function isComment(): boolean {
    for (let i = 0; i < mark.length; i++) if (bytes[from + i] !== mark[i]) return false
    return true
  }

  /** Passes over a line that is no row; false where it goes on beyond the bytes at hand. */
  function passLine(last: boolean): boolean {
    let at = from
    while (at < to && bytes[at] !== LF && bytes[at] !== CR) at++
    // The line feed of a CRLF may be in the next chunk.
    if (!last && (at >= to || (bytes[at] === CR && at + 1 >= to))) {
      if (at - from > MOST_ROW_BYTES) throw new Error(`line ${line}: a line longer than 4 MB; is this a CSV file?`)
      return false
    }
    from = Math.min(to, at + (bytes[at] === CR && bytes[at + 1] === LF && at + 1 < to ? 2 : 1))
    line++
    return true
  }

  function skipLine(reason: string): void {
    complain(line, reason)
    let at = from
    while (at < to && bytes[at] !== LF && bytes[at] !== CR) at++
    from = at + (bytes[at] === CR && bytes[at + 1] === LF && at + 1 < to ? 2 : 1)
    if (from > to) from = to
    line++
  }
}
