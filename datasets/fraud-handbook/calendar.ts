import { DAY, HOUR } from '../../src/core/kernel/time.ts'

/** Days of the book's data set, 1 April to 30 September 2018. */
export const DAYS = 183

/** Seconds after a payment at which it is known whether it was fraud. */
export const LABEL_DELAY = 7 * DAY

/** Saturday or Sunday; the world begins on a Sunday. */
export function isWeekend(time: number): boolean {
  const weekday = Math.floor(time / DAY) % 7
  return weekday === 0 || weekday === 6
}

/** Before 7 in the morning: the book says 0 to 6, and its code takes the hour from 6 to 7 along. */
export function isNight(time: number): boolean {
  return Math.floor((time % DAY) / HOUR) <= 6
}
