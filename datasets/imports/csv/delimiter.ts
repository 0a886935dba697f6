import { rowFeed } from './row-feed.ts'

/** The rarer a character is in plain text, the sooner it is believed. */
const CANDIDATES = ['\t', ';', '|', ',']
const LOOKED_AT_BYTES = 65_536
const LOOKED_AT_ROWS = 200
/** Shares of agreeing rows that count as equal. */
const CLOSE = 0.02
const NAMES: Readonly<Record<string, string>> = { '\t': 'tab', ';': 'semicolon', '|': 'pipe', ',': 'comma' }

/**
 * The delimiter by which most rows have the same number of cells, two at least.
 * @throws one line where none cuts rows in two
 */
export function delimiterOf(text: Uint8Array): string {
  const head = text.subarray(0, LOOKED_AT_BYTES)
  let best = { delimiter: '', share: 0 }
  for (const delimiter of CANDIDATES) {
    const share = agreeing(head, delimiter)
    if (share > best.share + CLOSE) best = { delimiter, share }
  }
  if (best.delimiter === '') throw oneColumn(`tried ${CANDIDATES.map((one) => NAMES[one]).join(', ')}`)
  return best.delimiter
}

export function oneColumn(tried: string): Error {
  return new Error(`one column only: ${tried}; choose the delimiter, or a file with two columns at least`)
}

/** Share of rows that have the usual number of cells, where that is above one. */
function agreeing(head: Uint8Array, delimiter: string): number {
  const counts: number[] = []
  const feed = rowFeed(
    delimiter,
    (_, cells) => counts.push(cells.count) < LOOKED_AT_ROWS,
    () => undefined
  )
  try {
    feed.push(head)
    // A row cut off at the end would disagree.
    if (head.length < LOOKED_AT_BYTES || counts.length === 0) feed.end()
  } catch {
    // Quotes that never close speak against a delimiter; whether against the file, its reading will tell.
    return 0
  }
  const usual = mostFrequent(counts)
  return usual > 1 ? counts.filter((count) => count === usual).length / counts.length : 0
}

/** 0 of none; the larger of two that are as frequent. */
export function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  let best = 0
  for (const [count, often] of times) {
    const held = times.get(best) ?? 0
    if (often > held || (often === held && count > best)) best = count
  }
  return best
}
