import { blankAt, blankBefore } from './blanks.ts'
import { currencyAt, currencyBefore } from './currency.ts'
import { readNumber } from './number.ts'

const [PLUS, MINUS, POINT, COMMA, APOSTROPHE, PER_CENT, OPEN, CLOSE] = [...`+-.,'%()`].map((sign) => sign.charCodeAt(0))
const BLANK = 32
/** Digits and signs of the longest number that is read. */
const MOST_BYTES = 64
const digits = new Uint8Array(MOST_BYTES)
/** What stood around the number under way; used again for the next one. */
const around = { at: 0, end: 0, isNegative: false, signs: 0 }

/**
 * The number that bytes spell as people write them: `1,234.56`, `$1,234`, `12 %`, `(1,234.50)`, `1 234.5-`, `12,34,567`, `1'234.50`; with a decimal
 * comma `1.234,56`, `1 234,5 €`. NaN of anything else. Per cent are given as written: 8.27 of `8.27%`. Groups are of three digits, or as in India of two
 * before the last three; comma or point group where the other is the decimal sign, blanks and apostrophes always do.
 */
export function readWrittenNumber(
  bytes: Uint8Array,
  start: number,
  end: number,
  decimal: number,
  single: boolean
): number {
  const plain = readNumber(bytes, start, end, decimal, single)
  if (plain === plain || end - start > MOST_BYTES) return plain
  if (!strip(bytes, start, end)) return NaN
  const length = ungroup(bytes, around.at, around.end, decimal)
  if (length === 0) return NaN
  const value = readNumber(digits, 0, length, POINT, single)
  return around.isNegative ? -value : value
}

/** Takes signs, brackets, money and per cent off both ends; false where they contradict each other. */
function strip(bytes: Uint8Array, start: number, end: number): boolean {
  let isNegative = false
  let [signs, moneys, open] = [0, 0, 0]
  let at = start
  for (;;) {
    const skipped = blankAt(bytes, at, end)
    const minus = minusAt(bytes, at, end)
    if (skipped > 0) at += skipped
    else if (minus > 0 || (bytes[at] === PLUS && at < end)) {
      isNegative ||= minus > 0
      signs++
      at += Math.max(1, minus)
    } else if (bytes[at] === OPEN && at < end) {
      open++
      at++
    } else {
      const money = currencyAt(bytes, at, end)
      if (money === 0) break
      moneys++
      at += money
    }
  }
  let closed = 0
  let perCents = 0
  for (;;) {
    const skipped = blankBefore(bytes, at, end)
    const minus = minusBefore(bytes, at, end)
    const last = bytes[end - 1]
    if (end <= at) return false
    if (skipped > 0) end -= skipped
    else if (minus > 0) {
      isNegative = true
      signs++
      end -= minus
    } else if (last === CLOSE) {
      closed++
      end--
    } else if (last === PER_CENT) {
      perCents++
      end--
    } else {
      const money = currencyBefore(bytes, at, end)
      if (money === 0) break
      moneys++
      end -= money
    }
  }
  if (open !== closed || open + signs > 1 || moneys + perCents > 1) return false
  around.at = at
  around.end = end
  around.isNegative = isNegative || open > 0
  return true
}

/** Puts the digits without what groups them into `digits`, with a decimal point; gives how many bytes, 0 where the groups are none. */
function ungroup(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  const grouping = decimal === COMMA ? POINT : COMMA
  let length = 0
  /** Digits since the last group began, the sign that groups, and whether groups of two were met, as in India. */
  let [inGroup, separator, groups] = [0, 0, 0]
  let isOfTwo = false
  let at = start
  for (; at < end; at++) {
    const byte = bytes[at]
    if (byte >= 48 && byte <= 57) {
      digits[length++] = byte
      inGroup++
      continue
    }
    const blank = blankAt(bytes, at, end)
    const apostrophe = apostropheAt(bytes, at, end)
    const sign = blank > 0 ? BLANK : apostrophe > 0 ? APOSTROPHE : byte === grouping ? grouping : 0
    if (sign === 0) break
    if (separator !== 0 && sign !== separator) return 0
    separator = sign
    if (groups === 0 ? inGroup < 1 || inGroup > 3 || bytes[start] === 48 : inGroup !== (isOfTwo ? 2 : 3)) {
      // The second group tells which of the two ways it is.
      if (groups !== 1 || inGroup !== 2 || sign !== COMMA || isOfTwo) return 0
      isOfTwo = true
    }
    groups++
    inGroup = 0
    at += Math.max(blank, apostrophe, 1) - 1
  }
  if (separator !== 0 && inGroup !== 3) return 0
  if (length === 0 && bytes[at] !== decimal) return 0
  // The rest is a fraction and a power of ten, or no number: `readNumber` tells.
  for (; at < end; at++) {
    const minus = minusAt(bytes, at, end)
    digits[length++] = bytes[at] === decimal ? POINT : minus > 0 ? MINUS : bytes[at] === POINT ? COMMA : bytes[at]
    at += Math.max(minus, 1) - 1
  }
  return length
}

/** A minus as ASCII, U+2212 or the dash U+2013. */
function minusAt(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0
  if (bytes[at] === MINUS) return 1
  if (bytes[at] !== 0xe2 || at + 2 >= end) return 0
  return (bytes[at + 1] === 0x88 && bytes[at + 2] === 0x92) || (bytes[at + 1] === 0x80 && bytes[at + 2] === 0x93)
    ? 3
    : 0
}

function minusBefore(bytes: Uint8Array, start: number, at: number): number {
  if (at - 1 >= start && bytes[at - 1] === MINUS) return 1
  return at - 3 >= start && minusAt(bytes, at - 3, at) === 3 ? 3 : 0
}

/** An apostrophe as ASCII or U+2019. */
function apostropheAt(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === APOSTROPHE) return 1
  return at + 2 < end && bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x99 ? 3 : 0
}
