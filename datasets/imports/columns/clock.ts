import { dateOfDigits, readDate, readOrderedDate } from '../cells/date.ts'
import { readNumber } from '../cells/number.ts'
import type { CountedUnit, TimeUnit } from '../import.ts'
import type { ReadCell } from './numeric-column.ts'

const SECONDS_PER: Readonly<Record<CountedUnit, number>> = {
  nanoseconds: 1e-9,
  microseconds: 1e-6,
  milliseconds: 1e-3,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
}

/** Seconds that a cell spells: a date, or a number of the unit. */
export function readTime(unit: TimeUnit, decimal: number): ReadCell {
  const secondsOf = secondsOfNumber(unit)
  const isByOrder = isOrdered(unit)
  return (bytes, start, end) => {
    const date = readDate(bytes, start, end)
    if (date === date) return date
    return isByOrder
      ? readOrderedDate(bytes, start, end, unit === 'month/day/year')
      : secondsOf(readNumber(bytes, start, end, decimal, false))
  }
}

/** Seconds that a number means; one in a column of written dates is taken as seconds since 1970. */
export function secondsOfNumber(unit: TimeUnit): (value: number) => number {
  if (unit === 'yyyymmdd') return dateOfDigits
  const scale = isOrdered(unit) ? 1 : SECONDS_PER[unit]
  return (value) => scale * value
}

/** What a column of numbers counts where they are seconds since 1970 or parts of one, told by their size. */
export function unitBySize(largest: number): CountedUnit {
  if (largest >= 1e17) return 'nanoseconds'
  if (largest >= 1e14) return 'microseconds'
  return largest >= 1e11 ? 'milliseconds' : 'seconds'
}

function isOrdered(unit: TimeUnit): unit is 'day/month/year' | 'month/day/year' {
  return unit === 'day/month/year' || unit === 'month/day/year'
}
