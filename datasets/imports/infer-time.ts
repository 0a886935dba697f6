import { stampForms, type StampForm } from './cells/stamp-forms.ts'
import { isStamp, secondsOfNumber, unitBySize } from './columns/clock.ts'
import { dateOrders, type CountedUnit, type DateOrder, type TimeUnit } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import { clockRank, isElapsed, wordsOf } from './name-hints.ts'

/** Longer stamps are dates whatever the column's name. */
const LONG_STAMP = 10
/** Of a short stamp; other whole numbers may look so by chance. */
const STAMP_WORDS = [
  'hour',
  'hr',
  'day',
  'month',
  'period',
  'stamp',
  'ymd',
  'yyyymm',
  'yyyymmdd',
  'yymmdd',
  'yyyymmddhh',
  'yymmddhh',
  'when',
]
/** Seconds from 1970 to 1973: smaller numbers count from elsewhere. */
const SINCE_1970 = 1e8
/** Days of a spreadsheet from 1954 to 2119. */
const [FIRST_EXCEL, LAST_EXCEL] = [20_000, 80_000]
const NAMED: readonly (readonly [unit: CountedUnit, words: readonly string[]])[] = [
  ['nanoseconds', ['ns', 'nanos', 'nanoseconds']],
  ['microseconds', ['us', 'micros', 'microseconds']],
  ['milliseconds', ['ms', 'millis', 'milliseconds', 'msec', 'msecs']],
  ['seconds', ['s', 'sec', 'secs', 'second', 'seconds']],
  ['minutes', ['min', 'mins', 'minute', 'minutes']],
  ['hours', ['step', 'hour', 'hours', 'hr', 'hrs', 'h']],
  ['days', ['day', 'days', 'd']],
  ['weeks', ['week', 'weeks', 'wk']],
  ['months', ['month', 'months']],
]
const YEARS = ['year', 'years', 'yr', 'yrs']

/** Spans of a year first that is the right one are so much shorter: else its days look like years. */
const MUCH_SHORTER = 3

/**
 * Which order a column's dates are in: one that fits more of them than any other, or any where all say the same; null where a person must say,
 * or none is needed. Dates such as 24/01/31 and 31/01/24 fit two orders: the year is where the dates then lie much closer together.
 */
export function orderOf({ seen, ordered }: ColumnLook): {
  readonly order: DateOrder | null
  readonly fitting: readonly DateOrder[]
  /** Whether it was inferred from the span of the dates alone. */
  readonly isBySpan: boolean
} {
  const counts: Readonly<Record<DateOrder, number>> = {
    'day/month/year': seen.dayFirst,
    'month/day/year': seen.monthFirst,
    'year/month/day': seen.yearFirst,
  }
  const most = Math.max(...Object.values(counts))
  const all = most === 0 ? [] : dateOrders.filter((order) => counts[order] === most)
  const span = (order: DateOrder): number => (ordered[order] ? ordered[order][1] - ordered[order][0] : Infinity)
  const others = all.filter((order) => order !== 'year/month/day')
  const isYear =
    others.length > 0 &&
    all.length > others.length &&
    others.every((order) => MUCH_SHORTER * span('year/month/day') < span(order))
  const fitting = others.length === 0 || isYear ? all.filter((order) => order === 'year/month/day') : others
  const isSame = fitting.length === 2 && seen.eitherFirst === most
  const order = fitting.length === 1 || isSame ? fitting[0] : null
  return { order, fitting, isBySpan: order !== null && all.length > fitting.length }
}

/** The way in which each number of a column spells a date; undefined where there is none. */
function stampOf({ stamps, seen }: ColumnLook): StampForm | undefined {
  if (seen.numbers === 0 || seen.whole < seen.numbers) return undefined
  return stampForms.find((form) => stamps[form] === seen.numbers)
}

/** By its length or its name: other whole numbers may look like short stamps. */
export function isStampColumn(look: ColumnLook): boolean {
  const form = stampOf(look)
  if (form === undefined || look.distinct < 2) return false
  if (form.length >= LONG_STAMP) return true
  const { name } = look
  return (
    clockRank(name) >= 0 ||
    isElapsed(name) ||
    /(?:date|time|stamp|day)$/i.test(name) ||
    wordsOf(name).some((word) => STAMP_WORDS.includes(word))
  )
}

/** What a column counts, or how its dates are written, where it is a time; undefined where only a person can tell. */
export function unitOf(look: ColumnLook): TimeUnit | undefined {
  const { name, numbers } = look
  const { order, fitting } = orderOf(look)
  if (fitting.length > 0) return order ?? undefined
  const stamp = stampOf(look)
  if (stamp) return stamp
  const [least, largest] = numbers ?? [0, 0]
  const words = wordsOf(name)
  const isNamed = (names: readonly string[]) => names.some((unit) => words.includes(unit))
  if (isNamed(YEARS) && largest < 10_000) return 'years'
  if (isDate(words) && least >= FIRST_EXCEL && largest <= LAST_EXCEL) return 'excel'
  const named = NAMED.find(([, names]) => isNamed(names))?.[0]
  // A column that is called a day, and counts seconds since 1970.
  if (named && !(largest >= SINCE_1970 && secondsOfNumber(named)(largest) >= 1e11)) return named
  return unitBySize(largest)
}

/** Whether numbers of a unit count from 1970 on, as far as their size tells. */
export function isSince1970(unit: TimeUnit, largest: number): boolean {
  return isStamp(unit) || unit === 'excel' || unit === 'years' || secondsOfNumber(unit)(largest) >= SINCE_1970
}

function isDate(words: readonly string[]): boolean {
  return words.some((word) => ['date', 'day', 'datetime', 'timestamp', 'time', 'dt', 'ts'].includes(word))
}
