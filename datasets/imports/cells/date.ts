import { DAY } from '../../../src/core/kernel/time.ts'

const [DASH, SLASH, COLON, POINT, SPACE, PLUS, Z, T] = [...'-/:. +ZT'].map((character) => character.charCodeAt(0))

/**
 * Seconds since 1970 of `2019-01-31`, `2019/01/31`, `2019-01-31 23:59`, `2019-01-31T23:59:59.123+02:00` and their kin; NaN where the
 * bytes spell no such date. Without a zone it is taken as UTC.
 */
export function readDate(bytes: Uint8Array, start: number, end: number): number {
  while (start < end && bytes[start] <= SPACE) start++
  while (end > start && bytes[end - 1] <= SPACE) end--
  const separator = bytes[start + 4]
  if (end - start < 10 || (separator !== DASH && separator !== SLASH) || bytes[start + 7] !== separator) return NaN
  const year = digitsAt(bytes, start, 4)
  const month = digitsAt(bytes, start + 5, 2)
  const day = digitsAt(bytes, start + 8, 2)
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NaN
  return DAY * daysSince1970(year, month, day) + timeOfDay(bytes, start + 10, end)
}

/**
 * Seconds since 1970 of `31/01/2020`, `31.1.2020 9:05`, `31-01-2020 23:59:59` and their kin, or with `monthFirst` of `1/31/2020` and its; NaN
 * where the bytes spell no such date.
 */
export function readOrderedDate(bytes: Uint8Array, start: number, end: number, monthFirst: boolean): number {
  while (start < end && bytes[start] <= SPACE) start++
  while (end > start && bytes[end - 1] <= SPACE) end--
  const first = digitsIn(bytes, start)
  const separator = bytes[start + first]
  if (first === 0 || (separator !== SLASH && separator !== POINT && separator !== DASH)) return NaN
  const secondAt = start + first + 1
  const second = digitsIn(bytes, secondAt)
  const yearAt = secondAt + second + 1
  if (second === 0 || yearAt + 4 > end || bytes[yearAt - 1] !== separator) return NaN
  const leading = digitsAt(bytes, start, first)
  const trailing = digitsAt(bytes, secondAt, second)
  const year = digitsAt(bytes, yearAt, 4)
  const [day, month] = monthFirst ? [trailing, leading] : [leading, trailing]
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NaN
  return DAY * daysSince1970(year, month, day) + timeOfDay(bytes, yearAt + 4, end)
}

/** Seconds since midnight that what follows a date spells, its zone taken off; 0 of nothing, NaN of what is no time. */
function timeOfDay(bytes: Uint8Array, at: number, end: number): number {
  if (at === end) return 0
  if ((bytes[at] | 32) !== (T | 32) && bytes[at] !== SPACE) return NaN
  const hourDigits = digitsIn(bytes, ++at)
  const hour = digitsAt(bytes, at, hourDigits)
  at += hourDigits
  const minute = digitsAt(bytes, at + 1, 2)
  if (hourDigits === 0 || at + 3 > end || bytes[at] !== COLON || !(hour <= 24 && minute <= 59)) return NaN
  at += 3
  let seconds = 0
  if (at < end && bytes[at] === COLON) {
    seconds = digitsAt(bytes, at + 1, 2)
    if (at + 3 > end || !(seconds <= 60)) return NaN
    at += 3
    if (at < end && bytes[at] === POINT) {
      let scale = 0.1
      for (at++; at < end && isDigit(bytes[at]); at++, scale /= 10) seconds += scale * (bytes[at] - 48)
    }
  }
  return 3600 * hour + 60 * minute + seconds - zoneSeconds(bytes, at, end)
}

/** NaN where what follows the time is no zone. */
function zoneSeconds(bytes: Uint8Array, at: number, end: number): number {
  if (at < end && bytes[at] === SPACE) at++
  if (at === end || (at + 1 === end && bytes[at] === Z)) return 0
  if (at + 3 === end && (bytes[at] | 32) === 117) return 0
  if (bytes[at] !== PLUS && bytes[at] !== DASH) return NaN
  const hours = digitsAt(bytes, at + 1, 2)
  const minutesAt = at + 3 + (bytes[at + 3] === COLON ? 1 : 0)
  const minutes = at + 3 === end ? 0 : digitsAt(bytes, minutesAt, 2)
  if (at + 3 !== end && minutesAt + 2 !== end) return NaN
  return offsetOf(hours, minutes, bytes[at] === DASH)
}

/** Seconds ahead of UTC, from −12:00 to +14:00 in quarters of an hour; NaN of anything else, such as the end of a range of times. */
export function offsetOf(hours: number, minutes: number, isBehind: boolean): number {
  const all = 60 * hours + minutes
  if (!(all <= (isBehind ? 720 : 840)) || minutes > 45 || minutes % 15 !== 0) return NaN
  return (isBehind ? -60 : 60) * all
}

function digitsAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = at; i < at + count; i++) value = isDigit(bytes[i]) ? 10 * value + bytes[i] - 48 : NaN
  return value
}

/** 0, 1 or 2 digits stand there. */
function digitsIn(bytes: Uint8Array, at: number): number {
  return isDigit(bytes[at]) ? (isDigit(bytes[at + 1]) ? 2 : 1) : 0
}

export function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Of the proleptic Gregorian calendar, its years taken from March (Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - 400 * era
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return 146_097 * era + 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}
