import { blankAt } from './blanks.ts'
import { isFiller, monthOf, weekdayOf, zoneOf } from './date-words.ts'
import { NO_HALF, found, isWhole, secondsBy, type First } from './date-parts.ts'
import { isDigit, offsetOf } from './date.ts'

const [COMMA, DASH, SLASH, COLON, POINT, SPACE, PLUS, OPEN, CLOSE] = [...',-/:. +()'].map((sign) => sign.charCodeAt(0))
/** The longest is JavaScript's, with the zone's name. */
const MOST_BYTES = 80

/**
 * Seconds since 1970 of a date as people write it, its time and zone with it: `2024-1-1 0:59`, `01-Jan-2024 00:59`, `Jan 2, 2020`, `1/31/24 9:05 PM`,
 * `20240101T005952Z`, `Mon Jan 01 00:59:52 +0000 2024`, `Mon, 01 Jan 2024 00:59:52 GMT`, `2024-01`; NaN of anything else. `first` says which number of
 * `01/02/2020` is which. Without a zone it is taken as UTC.
 */
export function readWrittenDate(bytes: Uint8Array, start: number, end: number, first: First): number {
  return takeDate(bytes, start, end) ? secondsBy(first) : NaN
}

/** Cuts a date into what it holds, for `secondsBy` and `needsOrder`; false where it is none. */
export function takeDate(bytes: Uint8Array, start: number, end: number): boolean {
  while (start < end && bytes[start] <= SPACE) start++
  while (end > start && bytes[end - 1] <= SPACE) end--
  if (end - start < 6 || end - start > MOST_BYTES) return false
  found.count = found.separator = found.month = found.monthStands = found.zone = 0
  found.time = NaN
  found.half = NO_HALF
  found.isCompact = false
  for (let at = start; at < end;) {
    const next = isDigit(bytes[at]) ? takeDigits(bytes, at, end) : takeSign(bytes, at, end, start)
    if (next < 0) return false
    at = next
  }
  return isWhole() && (found.half === NO_HALF || found.time === found.time)
}

function takeDigits(bytes: Uint8Array, at: number, end: number): number {
  let to = at
  let value = 0
  while (to < end && isDigit(bytes[to])) value = 10 * value + bytes[to++] - 48
  const width = to - at
  const isTimed = found.time === found.time
  const isDated = found.count === 3 || (found.month > 0 && found.count === 2)
  const sign = to < end ? bytes[to] : 0
  if (!isTimed && width <= 2 && (sign === COLON || (isDated && sign === POINT))) return takeTime(bytes, at, end, sign)
  if (isDated && !isTimed && found.isCompact && (width === 6 || width === 4))
    return takeCompactTime(value, width, bytes, to, end)
  if (isDated && !isTimed && width <= 2 && halfAt(bytes, to, end)) {
    found.time = 3600 * value
    return value >= 1 && value <= 12 ? to : -1
  }
  if (found.count === 0 && found.month === 0 && width === 8) {
    found.isCompact = true
    found.count = 3
    found.widths[0] = 4
    found.values[0] = Math.floor(value / 1e4)
    found.values[1] = Math.floor(value / 100) % 100
    found.values[2] = value % 100
    return to
  }
  if (isDated || (width !== 1 && width !== 2 && width !== 4)) return -1
  found.values[found.count] = value
  found.widths[found.count++] = width
  return to
}

/** Takes `9:05`, `23:59:59.25`, `12.59.52`, at the hour. */
function takeTime(bytes: Uint8Array, at: number, end: number, sign: number): number {
  let hour = 0
  for (; bytes[at] !== sign; at++) hour = 10 * hour + bytes[at] - 48
  const minute = pairAt(bytes, at + 1, end)
  if (!(hour <= 24 && minute <= 59)) return -1
  at += 3
  let seconds = 0
  if (at < end && bytes[at] === sign) {
    seconds = pairAt(bytes, at + 1, end)
    if (!(seconds <= 60)) return -1
    at += 3
    if (at + 1 < end && (bytes[at] === POINT || bytes[at] === COMMA || bytes[at] === COLON) && isDigit(bytes[at + 1])) {
      let scale = 0.1
      for (at++; at < end && isDigit(bytes[at]); at++, scale /= 10) seconds += scale * (bytes[at] - 48)
    }
  }
  found.time = 3600 * hour + 60 * minute + seconds
  return at < end && isDigit(bytes[at]) ? -1 : at
}

/** `005952`, `0059`. */
function takeCompactTime(value: number, width: number, bytes: Uint8Array, at: number, end: number): number {
  const whole = width === 6 ? value : 100 * value
  const [hour, minute] = [Math.floor(whole / 1e4), Math.floor(whole / 100) % 100]
  let seconds = whole % 100
  if (!(hour <= 24 && minute <= 59 && seconds <= 60)) return -1
  if (width === 6 && at + 1 < end && (bytes[at] === POINT || bytes[at] === COMMA) && isDigit(bytes[at + 1])) {
    let scale = 0.1
    for (at++; at < end && isDigit(bytes[at]); at++, scale /= 10) seconds += scale * (bytes[at] - 48)
  }
  found.time = 3600 * hour + 60 * minute + seconds
  return at
}

/** Takes whatever stands between and behind numbers. */
function takeSign(bytes: Uint8Array, at: number, end: number, start: number): number {
  const sign = bytes[at]
  const blank = blankAt(bytes, at, end)
  if (blank > 0 || sign === COMMA) return at + Math.max(1, blank)
  const isTimed = found.time === found.time
  if (isLetter(sign)) return takeWord(bytes, at, end, start)
  if (isTimed && (sign === PLUS || sign === DASH)) return takeOffset(bytes, at, end)
  // JavaScript writes the zone's name behind it.
  if (isTimed && sign === OPEN) return bytes[end - 1] === CLOSE ? end : -1
  if (!isTimed && (sign === COLON || sign === DASH) && (found.count === 3 || (found.month > 0 && found.count === 2)))
    return at + 1
  if (sign !== DASH && sign !== SLASH && sign !== POINT) return -1
  const [before, after] = [bytes[at - 1], bytes[at + 1]]
  if (at === start || at + 1 >= end || !isWord(before) || !isWord(after)) {
    // `Jan. 2`, `31. Jan 2024`
    return sign === POINT && at > start && isWord(before) && after <= SPACE ? at + 1 : -1
  }
  if (found.separator !== 0 && found.separator !== sign) return -1
  found.separator = sign
  return at + 1
}

function takeWord(bytes: Uint8Array, at: number, end: number, start: number): number {
  let to = at
  while (to < end && isLetter(bytes[to]) && blankAt(bytes, to, end) === 0) to++
  const length = to - at
  const first = bytes[at] | 32
  const isTimed = found.time === found.time
  const isAfterDigit = at > start && isDigit(bytes[at - 1])
  if (halfAt(bytes, at, end)) {
    if (!isTimed || found.half !== NO_HALF) return -1
    const hour = Math.floor(found.time / 3600)
    if (hour < 1 || hour > 12) return -1
    found.half = first === 112 ? 1 : 0
    found.time += 3600 * (12 * found.half - (hour === 12 ? 12 : 0))
    return length === 1 ? Math.min(end, to + 2 + (bytes[to + 2] === POINT ? 1 : 0)) : to
  }
  // The T of ISO 8601 stands between a date and a time.
  if (length === 1 && first === 116 && !isTimed && isAfterDigit && to < end && isDigit(bytes[to])) return to
  if (isAfterDigit && length === 2 && !isTimed && isOrdinal(first, bytes[at + 1] | 32)) return to
  const zone = isTimed ? zoneOf(bytes, at, length) : NaN
  if (zone === zone) {
    found.zone = zone
    return to
  }
  const month = monthOf(bytes, at, length)
  if (month > 0) {
    if (found.month > 0) return -1
    found.month = month
    found.monthStands = found.count === 0 ? 1 : 2
    return to
  }
  return weekdayOf(bytes, at, length) || isFiller(bytes, at, length) ? to : -1
}

/** `+0200`, `-03:30`, `+02`. */
function takeOffset(bytes: Uint8Array, at: number, end: number): number {
  const hours = pairAt(bytes, at + 1, end)
  let to = at + 3
  if (to < end && bytes[to] === COLON) to++
  const minutes = to < end && isDigit(bytes[to]) ? pairAt(bytes, to, end) : 0
  const zone = offsetOf(hours, minutes, bytes[at] === DASH)
  if (zone !== zone) return -1
  found.zone = zone
  return to < end && isDigit(bytes[to]) ? to + 2 : to
}

/** Whether AM, PM, a.m. or p.m. stands there, blanks aside. */
function halfAt(bytes: Uint8Array, at: number, end: number): boolean {
  while (at < end && bytes[at] === SPACE) at++
  const first = bytes[at] | 32
  if (at + 1 >= end || (first !== 97 && first !== 112)) return false
  const second = bytes[at + 1] === POINT ? at + 2 : at + 1
  return second < end && (bytes[second] | 32) === 109 && (second + 1 >= end || !isLetter(bytes[second + 1]))
}

function isOrdinal(first: number, second: number): boolean {
  const [s, t, n, d, r, h] = [115, 116, 110, 100, 114, 104]
  return (
    (first === s && second === t) || ((first === n || first === r) && second === d) || (first === t && second === h)
  )
}

/** Two digits; NaN of anything else. */
function pairAt(bytes: Uint8Array, at: number, end: number): number {
  return at + 1 < end && isDigit(bytes[at]) && isDigit(bytes[at + 1]) ? 10 * bytes[at] + bytes[at + 1] - 528 : NaN
}

function isWord(byte: number): boolean {
  return isDigit(byte) || isLetter(byte)
}

/** Also a byte of a letter beyond ASCII; blanks beyond it are recognised first. */
function isLetter(byte: number): boolean {
  return byte >= 128 || ((byte | 32) >= 97 && (byte | 32) <= 122)
}
