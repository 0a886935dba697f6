import { DAY } from '../../src/core/kernel/time.ts'

/** Days simulated before time zero, whole weeks, so that windows are full when the first row comes. */
export const WARM_UP = 21 * DAY

const BY_HOUR = [9, 6, 4, 3, 4, 8, 20, 42, 56, 58, 62, 70, 78, 72, 66, 66, 74, 86, 90, 78, 58, 42, 28, 16]
/** From Monday on. */
const BY_WEEKDAY = [0.92, 0.94, 0.97, 1.02, 1.15, 1.12, 0.88]

export const DAY_PARTS = 4

/** Pace of genuine payments in each hour of the week, mean 1; time zero is a Monday at midnight. */
export const PACE = paceOfWeek()

/** Share of the genuine payments of a week that fall in each part of the day. */
export const SHARE_OF_PART = Float64Array.from({ length: DAY_PARTS }, (_, part) => {
  const within = PACE.filter((_, hour) => dayPartOf(hour) === part)
  return within.reduce((sum, pace) => sum + pace, 0) / PACE.length
})

/** Night, morning, afternoon, evening: six hours each. */
export function dayPartOf(hourOfWeek: number): number {
  return Math.floor((hourOfWeek % 24) / 6)
}

function paceOfWeek(): Float64Array {
  const pace = Float64Array.from({ length: 168 }, (_, h) => BY_WEEKDAY[Math.floor(h / 24)] * BY_HOUR[h % 24])
  const mean = pace.reduce((sum, each) => sum + each, 0) / pace.length
  return pace.map((each) => each / mean)
}
