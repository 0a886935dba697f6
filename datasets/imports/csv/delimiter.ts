import { NO_RULES, type LineRules } from './line-rules.ts'
import { rowFeed } from './row-feed.ts'

/** Candidates, those that are rarer in plain text first. */
const CANDIDATES = ['\t', ';', '|', ',']
const BLANK = ' '
const LOOKED_AT_BYTES = 65_536
const LOOKED_AT_ROWS = 200
/** Shares of agreeing rows that count as equal. */
const CLOSE = 0.02
/** Share of rows that must agree where blanks cut them: words of a text do not. */
const NEARLY_ALL = 0.95
/** Where fewer rows agree, what stands above the table may be why. */
const FEW = 0.5
const NAMES: Readonly<Record<string, string>> = { '\t': 'tab', ';': 'semicolon', '|': 'pipe', ',': 'comma' }

/**
 * The delimiter by which most rows have the same number of cells, two at least; runs of blanks where no other cuts them.
 * @throws one line where none cuts rows in two
 */
export function delimiterOf(text: Uint8Array, rules: LineRules = NO_RULES): string {
  const head = text.subarray(0, LOOKED_AT_BYTES)
  let best = { delimiter: '', share: 0 }
  for (const delimiter of CANDIDATES) {
    const share = agreeing(widthsOf(head, delimiter, rules))
    if (share > best.share + CLOSE) best = { delimiter, share }
  }
  if (best.share < FEW)
    for (const delimiter of CANDIDATES) {
      const share = agreeing(belowTop(widthsOf(head, delimiter, rules)))
      if (share > best.share + CLOSE) best = { delimiter, share }
    }
  const blanks = best.share < FEW ? agreeing(belowTop(widthsOf(head, BLANK, rules))) : 0
  if (blanks >= NEARLY_ALL) return BLANK
  if (best.delimiter === '') throw oneColumn(`tried ${CANDIDATES.map((one) => NAMES[one]).join(', ')}`)
  return best.delimiter
}

export function oneColumn(tried: string): Error {
  return new Error(`one column only: ${tried}; choose the delimiter, or a file with two columns at least`)
}

/** Cells of each of the first rows; none where quotes contradict the delimiter. */
function widthsOf(head: Uint8Array, delimiter: string, rules: LineRules): number[] {
  const counts: number[] = []
  const feed = rowFeed(
    delimiter,
    (_, cells) => counts.push(cells.count) < LOOKED_AT_ROWS,
    () => undefined,
    rules
  )
  try {
    feed.push(head)
    // A row cut off at the end would disagree.
    if (head.length < LOOKED_AT_BYTES || counts.length === 0) feed.end()
  } catch {
    // Quotes that never close contradict a delimiter; whether the file is malformed is found when it is read.
    return []
  }
  return counts
}

/** Share of rows that have the usual number of cells, where that is above one. */
function agreeing(counts: readonly number[]): number {
  const usual = mostFrequent(counts)
  return usual > 1 ? counts.filter((count) => count === usual).length / counts.length : 0
}

/** The rows from the first on that is as wide as most of the last ones: titles and licences stand above. */
export function belowTop(counts: readonly number[]): readonly number[] {
  const usual = mostFrequent(counts.slice(Math.floor(counts.length / 2)))
  const first = counts.indexOf(usual)
  return counts.length - first >= 2 ? counts.slice(first) : counts
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
