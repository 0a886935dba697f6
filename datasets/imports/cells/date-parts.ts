import { DAY as DAY_SECONDS } from '../../../src/core/kernel/time.ts'
import { daysIn, daysSince1970 } from './date.ts'

const [DASH, SLASH, POINT] = [...'-/.'].map((sign) => sign.charCodeAt(0))

/** Which number of a date stands first where its year does not show itself by four digits; 0 takes no such date. */
export type First = 0 | typeof DAY | typeof MONTH | typeof YEAR
export const [DAY, MONTH, YEAR] = [1, 2, 3] as const

export const NO_HALF = -1
/** Two digits below it are years of this century, as in POSIX. */
const PIVOT = 69

/** What the date under way holds; used again for the next one. */
export const found = {
  count: 0,
  values: [0, 0, 0],
  widths: [0, 0, 0],
  separator: 0,
  month: 0,
  monthStands: 0,
  isCompact: false,
  time: NaN,
  half: NO_HALF,
  zone: 0,
}

/** Whether only an order tells which number of the date taken is which. */
export function needsOrder(): boolean {
  return found.count === 3 && found.widths[0] !== 4
}

export function hasShortYear(): boolean {
  const { count, widths } = found
  return count > 0 && widths[0] !== 4 && widths[count - 1] !== 4
}

/** Seconds since 1970 of the date taken; NaN where there is no such day, or the order is not the one that it needs. */
export function secondsBy(first: First): number {
  const { values, widths, count, month, time } = found
  let [year, months, day] = [values[0], values[1], values[2]]
  if (month > 0) {
    months = month
    const isYearFirst = widths[0] === 4
    const place = count === 1 || isYearFirst ? 0 : 1
    year = fullYear(values[place], widths[place])
    day = count === 1 ? 1 : values[1 - place]
  } else if (count === 2) {
    day = 1
    if (widths[0] !== 4) [year, months] = [values[1], values[0]]
  } else if (widths[0] !== 4) {
    if (first === 0 || !fits(first)) return NaN
    if (first === YEAR) year = fullYear(values[0], 2)
    else {
      year = fullYear(values[2], widths[2])
      months = first === MONTH ? values[0] : values[1]
      day = first === MONTH ? values[1] : values[0]
    }
  }
  if (!(months >= 1 && months <= 12 && day >= 1 && day <= daysIn(year, months))) return NaN
  return DAY_SECONDS * daysSince1970(year, months, day) + (time === time ? time - found.zone : 0)
}

/** Whether the widths of three numbers allow the order. A version such as 1.2.34 is no date. */
function fits(first: First): boolean {
  const { widths, separator } = found
  if (first === YEAR) return widths[0] === 2 && widths[2] <= 2 && separator !== 0
  if (widths[2] === 4) return true
  if (widths[2] !== 2) return false
  return separator === SLASH || (separator !== 0 && widths[0] === 2 && widths[1] === 2)
}

/** Whether the numbers and the month make a date. */
export function isWhole(): boolean {
  const { count, month, widths, separator } = found
  if (month > 0) {
    if (count === 2) return widths[0] === 4 || widths[1] === 4 || widths[1] === 2
    return count === 1 && (widths[0] === 4 || (widths[0] === 2 && separator === DASH && found.monthStands === 1))
  }
  if (count === 2)
    return separator !== 0 && separator !== POINT && widths[0] + widths[1] === 6 && Math.max(widths[0], widths[1]) === 4
  return count === 3
}

function fullYear(value: number, width: number): number {
  return width === 2 ? value + (value < PIVOT ? 2000 : 1900) : value
}
