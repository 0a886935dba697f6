/** 10^0 … 10^22, all exact. */
const POWERS = Float64Array.of(
  ...[1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11],
  ...[1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22]
)
/** Below it one more digit still fits in 53 bits. */
const ROOM = 900_719_925_474_099
const POINT = 46
const DROPPED_DIGITS_ERROR = 2e-15

/**
 * The decimal number that the bytes spell, or NaN where they spell none: `12`, `-0.5`, `+.5e-3`. Equal to `Number(text)`;
 * with `single`, equal to it once rounded to a float32. Up to 15 digits and powers of 10 that doubles hold exactly take one rounding (Clinger,
 * "How to read floating point numbers accurately", PLDI 1990); others go through a string.
 */
// Benchmark: importCsv.
export function readNumber(bytes: Uint8Array, start: number, end: number, decimal: number, single: boolean): number {
  let at = start
  while (at < end && bytes[at] <= 32) at++
  while (end > at && bytes[end - 1] <= 32) end--
  const first = at
  const sign = bytes[at]
  if (at < end && (sign === 45 || sign === 43)) at++
  let mantissa = 0
  let exponent = 0
  let dropped = 0
  const digits = at
  for (; at < end; at++) {
    const digit = bytes[at] - 48
    if (digit < 0 || digit > 9) break
    if (mantissa < ROOM) mantissa = 10 * mantissa + digit
    else {
      exponent++
      dropped |= digit
    }
  }
  let known = at - digits
  if (at < end && bytes[at] === decimal) {
    const fraction = ++at
    for (; at < end; at++) {
      const digit = bytes[at] - 48
      if (digit < 0 || digit > 9) break
      if (mantissa < ROOM) {
        mantissa = 10 * mantissa + digit
        exponent--
      } else dropped |= digit
    }
    known += at - fraction
  }
  if (known === 0) return NaN
  if (at < end && (bytes[at] | 32) === 101) {
    const negative = bytes[at + 1] === 45
    at += at + 1 < end && (negative || bytes[at + 1] === 43) ? 2 : 1
    if (at >= end) return NaN
    let power = 0
    for (; at < end; at++) {
      const digit = bytes[at] - 48
      if (digit < 0 || digit > 9) return NaN
      if (power < 10_000) power = 10 * power + digit
    }
    exponent += negative ? -power : power
  }
  if (at !== end) return NaN
  if (exponent > 22 || exponent < -22 || (dropped !== 0 && !single)) return spelled(bytes, first, end, decimal)
  const size = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent]
  if (
    dropped !== 0 &&
    Math.fround(size * (1 - DROPPED_DIGITS_ERROR)) !== Math.fround(size * (1 + DROPPED_DIGITS_ERROR))
  )
    return spelled(bytes, first, end, decimal)
  return sign === 45 ? -size : size
}

function spelled(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] === decimal ? POINT : bytes[i])
  return Number(text)
}
