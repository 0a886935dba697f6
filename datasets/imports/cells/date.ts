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
  const midnight = 86_400 * daysSince1970(year, month, day)
  let at = start + 10
  if (at === end) return midnight
  if ((bytes[at] | 32) !== (T | 32) && bytes[at] !== SPACE) return NaN
  const hour = digitsAt(bytes, at + 1, 2)
  const minute = digitsAt(bytes, at + 4, 2)
  if (at + 6 > end || bytes[at + 3] !== COLON || !(hour <= 24 && minute <= 59)) return NaN
  at += 6
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
  return midnight + 3600 * hour + 60 * minute + seconds - zoneSeconds(bytes, at, end)
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
  return (bytes[at] === DASH ? -1 : 1) * (3600 * hours + 60 * minutes)
}

function digitsAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = at; i < at + count; i++) value = isDigit(bytes[i]) ? 10 * value + bytes[i] - 48 : NaN
  return value
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Of the proleptic Gregorian calendar, its years taken from March (Hinnant, "chrono-compatible low-level date algorithms"). */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - 400 * era
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return 146_097 * era + 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}
