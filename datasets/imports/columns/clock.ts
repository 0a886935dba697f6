import { DAY as DAY_SECONDS } from '../../../src/core/kernel/time.ts'
import { readDate, readOrderedDate } from '../cells/date.ts'
import { readNumber } from '../cells/number.ts'
import { stampForms, type StampForm } from '../cells/stamp-forms.ts'
import { secondsOfStamp } from '../cells/stamp.ts'
import { DAY, MONTH, YEAR, type First } from '../cells/date-parts.ts'
import { readWrittenDate } from '../cells/written-date.ts'
import type { CountedUnit, TimeUnit } from '../plan.ts'
import type { ReadCell } from '../cells/read-text.ts'
import { secondsOfYear } from './year.ts'

const DAYS_PER_MONTH = 365.2425 / 12
/** Days from 1899-12-30 to 1970. */
const EXCEL_DAYS = 25_569
const SECONDS_PER: Readonly<Record<Exclude<CountedUnit, 'years'>, number>> = {
  nanoseconds: 1e-9,
  microseconds: 1e-6,
  milliseconds: 1e-3,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: DAY_SECONDS,
  weeks: 7 * DAY_SECONDS,
  months: DAYS_PER_MONTH * DAY_SECONDS,
}
const FIRST: Readonly<Partial<Record<TimeUnit, First>>> = {
  'day/month/year': DAY,
  'month/day/year': MONTH,
  'year/month/day': YEAR,
}

/** Seconds that a cell spells: a date, or a number of the unit. */
export function readTime(unit: TimeUnit, decimal: number): ReadCell {
  const secondsOf = secondsOfNumber(unit)
  const first = FIRST[unit] ?? 0
  return (bytes, start, end) => {
    const date = readDate(bytes, start, end)
    if (date === date) return date
    const plain =
      first === 0
        ? secondsOf(readNumber(bytes, start, end, decimal, false))
        : first === YEAR
          ? NaN
          : readOrderedDate(bytes, start, end, first === MONTH)
    return plain === plain ? plain : readWrittenDate(bytes, start, end, first)
  }
}

/** Seconds that a number means; one in a column of written dates is taken as seconds since 1970. */
export function secondsOfNumber(unit: TimeUnit): (value: number) => number {
  if (isStamp(unit)) return secondsOfStamp(unit)
  if (unit === 'excel') return (value) => (value - EXCEL_DAYS) * DAY_SECONDS
  if (unit === 'years') return secondsOfYear
  if (unit === 'day/month/year' || unit === 'month/day/year' || unit === 'year/month/day') return (value) => value
  const scale = SECONDS_PER[unit]
  return (value) => scale * value
}

/** What a column of numbers counts where they are seconds since 1970 or parts of one, from their size. */
export function unitBySize(largest: number): CountedUnit {
  if (largest >= 1e17) return 'nanoseconds'
  if (largest >= 1e14) return 'microseconds'
  return largest >= 1e11 ? 'milliseconds' : 'seconds'
}

export function isStamp(unit: TimeUnit): unit is StampForm {
  return stampForms.some((form) => form === unit)
}
