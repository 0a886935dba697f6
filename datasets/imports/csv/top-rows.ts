import { MOST_COLUMNS, tooManyColumns } from '../limits.ts'
import type { LineRules } from './line-rules.ts'
import { rowFeed } from './row-feed.ts'

/** A row as texts, and the line of the file where it begins. */
export interface TopRow {
  readonly cells: readonly string[]
  readonly line: number
}

/** The first rows of a text, so many at most, and the lines before them that are no rows. @throws one line where there is none, or one is too wide */
export function topRows(head: Uint8Array, delimiter: string, rules: LineRules, most: number) {
  const rows: TopRow[] = []
  const broken: number[] = []
  const decoder = new TextDecoder()
  const feed = rowFeed(
    delimiter,
    (bytes, { count, starts, ends }, line) => {
      if (count > MOST_COLUMNS + 1) throw tooManyColumns(count)
      rows.push({
        cells: Array.from({ length: count }, (_, i) => decoder.decode(bytes.subarray(starts[i], ends[i]))),
        line,
      })
      return rows.length < most
    },
    (line) => void broken.push(line),
    rules
  )
  if (feed.push(head)) feed.end()
  if (rows.length === 0) throw new Error('no rows: the file holds no line with text')
  return { rows, broken }
}
