const [QUOTE, LF, CR, SPACE, TAB, BACKSLASH] = [34, 10, 13, 32, 9, 92]

/** The row goes on beyond the bytes at hand. */
export const INCOMPLETE = -1
/** A quote opened in it and the file ended. */
export const UNCLOSED = -2

/** Cells that are kept of a row; more are counted. */
const MOST_CELLS = 4096

/** The cells of one row: where each starts and ends among the bytes, its quotes aside. Used again for the next row. */
export interface Cells {
  count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** A backslash before a quote makes it one of the cell's. */
  readonly escapes: boolean
  /** Whether a cell has doubled quotes in it, or backslashes that escape. */
  readonly escaped: Uint8Array
  anyEscaped: boolean
  /** Line breaks within cells. */
  breaks: number
  /** Text stands between a closing quote and the next delimiter. */
  strayText: boolean
}

export function rowCells(escapes = false): Cells {
  return {
    escapes,
    count: 0,
    starts: new Int32Array(MOST_CELLS),
    ends: new Int32Array(MOST_CELLS),
    escaped: new Uint8Array(MOST_CELLS),
    anyEscaped: false,
    breaks: 0,
    strayText: false,
  }
}

/** For each byte 1 where a plain cell ends before it. */
export function stopsOf(delimiter: number): Uint8Array {
  const stops = new Uint8Array(256)
  stops[delimiter] = stops[LF] = stops[CR] = 1
  return stops
}

/**
 * Cuts the row that starts at `from` into cells (RFC 4180; CRLF, LF or CR end a row; blanks around a quoted cell are none of it) and
 * gives where the next one starts, or INCOMPLETE or UNCLOSED. bytes[to] must be a line feed; `last` says that the file ends at `to`.
 */
// Benchmark: importCsv.
export function scanRow(
  bytes: Uint8Array,
  from: number,
  to: number,
  last: boolean,
  delimiter: number,
  stops: Uint8Array,
  cells: Cells
): number {
  const { starts, ends, escaped } = cells
  let at = from
  let count = 0
  cells.anyEscaped = false
  cells.strayText = false
  cells.breaks = 0
  for (;;) {
    if (bytes[at] === SPACE || bytes[at] === TAB) {
      const quote = afterBlanks(bytes, at, stops)
      if (bytes[quote] === QUOTE) at = quote
    }
    let start = at
    let doubled = 0
    let end = at
    if (bytes[at] === QUOTE && at < to) {
      start = ++at
      for (;;) {
        while (at < to && bytes[at] !== QUOTE) if (bytes[at++] === LF) cells.breaks++
        if (at >= to) return last ? UNCLOSED : INCOMPLETE
        if (cells.escapes && bytes[at - 1] === BACKSLASH && isEscaped(bytes, start, at)) {
          doubled = 1
          at++
          continue
        }
        if (at + 1 >= to && !last) return INCOMPLETE
        if (at + 1 >= to || bytes[at + 1] !== QUOTE) break
        doubled = 1
        at += 2
      }
      end = at++
      if (stops[bytes[at]] === 0) at = afterBlanks(bytes, at, stops)
      if (stops[bytes[at]] === 0) cells.strayText = true
      while (stops[bytes[at]] === 0) at++
    } else {
      while (stops[bytes[at]] === 0) at++
      end = at
    }
    if (count < MOST_CELLS) {
      starts[count] = start
      ends[count] = end
      escaped[count] = doubled
    }
    count++
    if (doubled === 1) cells.anyEscaped = true
    if (at >= to) {
      cells.count = count
      return last ? to : INCOMPLETE
    }
    const stop = bytes[at++]
    if (stop === delimiter) continue
    if (stop === CR) {
      if (at >= to && !last) return INCOMPLETE
      if (at < to && bytes[at] === LF) at++
    }
    cells.count = count
    return at
  }
}

/** The first byte from `at` on that is no blank, or is the delimiter. */
function afterBlanks(bytes: Uint8Array, at: number, stops: Uint8Array): number {
  while ((bytes[at] === SPACE || bytes[at] === TAB) && stops[bytes[at]] === 0) at++
  return at
}

/** Whether an odd number of backslashes stands before a quote. */
function isEscaped(bytes: Uint8Array, start: number, quote: number): boolean {
  let at = quote
  while (at > start && bytes[at - 1] === BACKSLASH) at--
  return ((quote - at) & 1) === 1
}

/** Undoubles the quotes of a finished row, and takes off backslashes that escape, in place. */
export function unescapeCells(bytes: Uint8Array, cells: Cells): void {
  const count = Math.min(cells.count, MOST_CELLS)
  for (let cell = 0; cell < count; cell++) {
    if (cells.escaped[cell] === 0) continue
    let to = cells.starts[cell]
    for (let at = to; at < cells.ends[cell]; at++) {
      const isMark =
        cells.escapes && bytes[at] === BACKSLASH && (bytes[at + 1] === QUOTE || bytes[at + 1] === BACKSLASH)
      if (isMark && at + 1 < cells.ends[cell]) bytes[to++] = bytes[++at]
      else {
        bytes[to++] = bytes[at]
        if (bytes[at] === QUOTE) at++
      }
    }
    cells.ends[cell] = to
  }
}
