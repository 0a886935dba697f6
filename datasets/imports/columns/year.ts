import { DAY } from '../../../src/core/kernel/time.ts'
import { daysSince1970 } from '../cells/date.ts'

/** Seconds since 1970 at which a year begins; 2020.5 is the middle of 2020. NaN of what is no year. */
export function secondsOfYear(value: number): number {
  const year = Math.floor(value)
  if (!(year >= -9999 && year <= 9999)) return NaN
  const start = daysSince1970(year, 1, 1)
  return DAY * (start + (value - year) * (daysSince1970(year + 1, 1, 1) - start))
}
