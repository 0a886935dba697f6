import { readDate } from '../cells/date.ts'
import { readNumber } from '../cells/number.ts'
import type { TimeUnit } from '../import.ts'
import type { ReadCell } from './numeric-column.ts'

export const SECONDS_PER: Readonly<Record<TimeUnit, number>> = {
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
  const scale = SECONDS_PER[unit]
  return (bytes, start, end) => {
    const date = readDate(bytes, start, end)
    return date === date ? date : scale * readNumber(bytes, start, end, decimal, false)
  }
}

/** What a column of numbers counts where they are seconds since 1970 or parts of one, told by their size. */
export function unitBySize(largest: number): TimeUnit {
  if (largest >= 1e17) return 'nanoseconds'
  if (largest >= 1e14) return 'microseconds'
  return largest >= 1e11 ? 'milliseconds' : 'seconds'
}
