import { readDate } from './cells/date.ts'
import { readNumber } from './cells/number.ts'
import { readTruthWord } from './cells/truth-word.ts'
import { DAY, MONTH, YEAR, hasShortYear, needsOrder, secondsBy } from './cells/date-parts.ts'
import { takeDate } from './cells/written-date.ts'
import { readWrittenNumber } from './cells/written-number.ts'
import type { Ranges } from './ranges.ts'

/** Sorts of a text that spells no plain number, each a bit. */
export const COMMA_NUMBER = 1
export const WORD = 2
export const DATE = 4
export const DAY_FIRST = 8
export const MONTH_FIRST = 16
export const YEAR_FIRST = 32
/** The day or the month may come first: it is the same date. */
export const EITHER_FIRST = 64
export const SHORT_YEAR = 128
export const POINT_STYLE = 256
export const COMMA_STYLE = 512
export const PER_CENT = 1024
/** Sets of sorts. */
export const SORTS = 2048

/** What spells a number or a date. */
export const READ = COMMA_NUMBER | DATE | DAY_FIRST | MONTH_FIRST | YEAR_FIRST | POINT_STYLE | COMMA_STYLE

const [POINT, COMMA, PER_CENT_SIGN] = [46, 44, 37]
/** Longer texts are no numbers and no dates. */
const MOST_BYTES = 80

let meaning = NaN

/** The number or the seconds that the last text looked at spells, its decimal sign and its day found by the first way that fits; NaN of none. */
export function meant(): number {
  return meaning
}

/** What a text is that spells no plain number; what it stands for is added to the ranges. */
export function sortsOf(bytes: Uint8Array, start: number, end: number, ranges: Ranges): number {
  while (start < end && bytes[start] <= 32) start++
  while (end > start && bytes[end - 1] <= 32) end--
  const length = end - start
  let sorts = 0
  meaning = NaN
  if (length <= 5) {
    const word = readTruthWord(bytes, start, end)
    if (word === word) sorts |= WORD
  }
  if (length > MOST_BYTES || !hasDigit(bytes, start, end)) return sorts
  const comma = readNumber(bytes, start, end, COMMA, false)
  if (comma === comma) sorts |= COMMA_NUMBER
  const pointStyled = readWrittenNumber(bytes, start, end, POINT, false)
  if (pointStyled === pointStyled) {
    sorts |= POINT_STYLE
    ranges.pointStyled.add(pointStyled)
  }
  const commaStyled = comma === comma ? comma : readWrittenNumber(bytes, start, end, COMMA, false)
  if (commaStyled === commaStyled) {
    sorts |= COMMA_STYLE
    ranges.commaStyled.add(commaStyled)
  }
  if (sorts & (POINT_STYLE | COMMA_STYLE))
    return bytes.subarray(start, end).includes(PER_CENT_SIGN) ? sorts | PER_CENT : sorts
  return sorts | datesOf(bytes, start, end, ranges)
}

function datesOf(bytes: Uint8Array, start: number, end: number, ranges: Ranges): number {
  const date = readDate(bytes, start, end)
  if (date === date) {
    ranges.dates.add(date)
    meaning = date
    return DATE
  }
  if (!takeDate(bytes, start, end)) return 0
  const short = hasShortYear() ? SHORT_YEAR : 0
  if (!needsOrder()) {
    const written = secondsBy(0)
    if (written !== written) return 0
    ranges.dates.add(written)
    meaning = written
    return DATE | short
  }
  let sorts = 0
  const dayFirst = secondsBy(DAY)
  if (dayFirst === dayFirst) {
    sorts |= DAY_FIRST
    ranges.dayFirst.add(dayFirst)
  }
  const monthFirst = secondsBy(MONTH)
  if (monthFirst === monthFirst) {
    sorts |= MONTH_FIRST
    ranges.monthFirst.add(monthFirst)
  }
  if (dayFirst === monthFirst) sorts |= EITHER_FIRST
  const yearFirst = secondsBy(YEAR)
  if (yearFirst === yearFirst) {
    sorts |= YEAR_FIRST
    ranges.yearFirst.add(yearFirst)
  }
  meaning = dayFirst === dayFirst ? dayFirst : monthFirst === monthFirst ? monthFirst : yearFirst
  return sorts === 0 ? 0 : sorts | short
}

function hasDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] >= 48 && bytes[at] <= 57) return true
  return false
}
