import { readDate } from '../cells/date.ts'
import { readNumber } from '../cells/number.ts'
import { takeDate } from '../cells/written-date.ts'
import { readWrittenNumber } from '../cells/written-number.ts'
import { MISSING_TEXTS, isBareSign } from '../missing-texts.ts'

const [POINT, COMMA] = [46, 44]
/** Share of a column's values that are numbers or dates for it to be one. */
const MOSTLY = 0.9
/** A column whose values come twice at least on average is one of few values. */
const FEW = 0.5

const encoder = new TextEncoder()

/** What the rows below say of a row: whether it names the columns. */
export interface Evidence {
  /** Words above columns of numbers or dates. */
  readonly over: number
  /** Above zero it names them, below it does not. */
  readonly score: number
  /** Some cell of the row is a number or a date itself. */
  readonly hasValue: boolean
}

/** Words above numbers are evidence for a header; words repeated below, and fractions, are evidence against it. */
export function headerEvidence(row: readonly string[], below: readonly (readonly string[])[]): Evidence {
  let [over, against, neither] = [0, 0, 0]
  let hasValue = false
  for (const [i, raw] of row.entries()) {
    const cell = raw.trim()
    if (cell === '') continue
    const sort = sortOf(cell)
    hasValue ||= sort !== 'text'
    const values = below.flatMap((cells) => (isBlank(cells[i]) ? [] : [cells[i].trim()]))
    if (values.length === 0) continue
    const sorts = values.map(sortOf)
    const alike = sorts.filter((one) => one === sort).length
    const texts = sorts.filter((one) => one === 'text').length
    if (sort === 'text') {
      if (texts <= (1 - MOSTLY) * values.length) over += isBlank(cell) ? 0 : 1
      else if (values.includes(cell)) against++
      else if (new Set(values).size <= FEW * values.length) neither++
    } else if (texts === 0 && alike <= (1 - MOSTLY) * values.length) over++
    // Names may be years or codes: whole, and seldom a value of the column.
    else if (!/^\d+$/.test(cell)) against++
    else if (values.includes(cell)) against += 0.5
  }
  return { over, score: over + neither / 2 - against, hasValue }
}

/** Whether a text spells a number or a date. */
export function isValue(text: string): boolean {
  return sortOf(text) !== 'text'
}

type Sort = 'number' | 'date' | 'text'

/** The first rows of a file are asked about several times. */
const known = new Map<string, Sort>()
const MOST_KNOWN = 10_000
const LONGEST_KNOWN = 60

function sortOf(text: string): Sort {
  if (text.length > LONGEST_KNOWN) return readSort(text)
  const found = known.get(text)
  if (found) return found
  const sort = readSort(text)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, sort)
  return sort
}

function readSort(text: string): Sort {
  const bytes = encoder.encode(text)
  const { length } = bytes
  if (length === 0) return 'text'
  const number = readNumber(bytes, 0, length, POINT, true)
  if (number === number) return 'number'
  const point = readWrittenNumber(bytes, 0, length, POINT, true)
  const comma = readWrittenNumber(bytes, 0, length, COMMA, true)
  if (point === point || comma === comma) return 'number'
  const date = readDate(bytes, 0, length)
  return date === date || takeDate(bytes, 0, length) ? 'date' : 'text'
}

function isBlank(cell: string | undefined): boolean {
  if (cell === undefined) return true
  const text = cell.trim()
  return text === '' || MISSING_TEXTS.includes(text) || isBareSign(text)
}
