import { mostFrequent } from './delimiter.ts'
import type { LineRules } from './line-rules.ts'
import { rowFeed } from './row-feed.ts'

const [QUOTE, BACKSLASH] = [34, 92]

/** Whether a backslash before a quote makes it one of the cell's: more rows have the usual number of cells then. */
export function escapesQuotes(head: Uint8Array, delimiter: string, rules: LineRules): boolean {
  if (!hasEscape(head)) return false
  const [plain, escaped] = [false, true].map((escapes) => fitting(head, delimiter, { ...rules, escapes }))
  return escaped > plain
}

function fitting(head: Uint8Array, delimiter: string, rules: LineRules): number {
  const counts: number[] = []
  const feed = rowFeed(
    delimiter,
    (_, { count }) => counts.push(count) > 0,
    () => undefined,
    rules
  )
  try {
    feed.push(head)
  } catch {
    // Quotes that never close again and again: the rows until then count.
  }
  const usual = mostFrequent(counts)
  return counts.filter((count) => count === usual).length
}

function hasEscape(head: Uint8Array): boolean {
  for (let at = head.indexOf(BACKSLASH); at >= 0; at = head.indexOf(BACKSLASH, at + 1))
    if (head[at + 1] === QUOTE) return true
  return false
}
