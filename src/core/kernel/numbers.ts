export const NOT_AVAILABLE = 'n/a'

const MINUS = '\u2212'
const THIN = '\u202f'

/** A metric's value with as few digits as tell models apart: 4 decimals, or 4 significant digits when small. */
export function formatMetric(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NOT_AVAILABLE
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`
  const size = Math.abs(value)
  if (size >= 1000) return formatCount(value)
  if (size === 0 || size >= 0.01) return signed(value.toFixed(4))
  return signed(trimExponent(value.toPrecision(3)))
}

/** A difference, with its sign; `±0` where it rounds to nothing. */
export function formatDelta(difference: number | null | undefined): string {
  if (difference === null || difference === undefined || Number.isNaN(difference)) return NOT_AVAILABLE
  const size = Math.abs(difference)
  const text = size >= 0.0001 && size < 1000 ? size.toFixed(4) : formatMetric(size)
  if (/^[0.]+$/.test(text)) return '±0'
  return `${difference > 0 ? '+' : MINUS}${text}`
}

/** An amount with its sign, two decimals, or two significant digits where small: `+1.84`, `−0.012`. */
export function formatSigned(amount: number): string {
  const size = Math.abs(amount)
  if (size === 0) return '0'
  const text = size >= 0.1 ? size.toFixed(2) : trimExponent(size.toPrecision(2))
  return `${amount > 0 ? '+' : MINUS}${text}`
}

/** A share in per cent, two significant digits: `3.1 %`, `0.012 %`. */
export function formatRate(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NOT_AVAILABLE
  return `${significant(share * 100)}${THIN}%`
}

/** A share in whole per cent, below 0 too: `93 %`. */
export function formatShare(share: number | null): string {
  return share === null ? NOT_AVAILABLE : signed(`${Math.round(share * 100)}${THIN}%`)
}

/** A share near 1, with enough digits to tell it from 1. */
export function formatAccuracy(share: number | null): string {
  if (share === null) return NOT_AVAILABLE
  const digits = share > 0.999 ? 3 : 2
  return `${(share * 100).toFixed(digits)}${THIN}%`
}

/** Money or what costs money, three significant digits and whole from a hundred: `1.23`, `12,300`. */
export function formatAmount(amount: number | null | undefined): string {
  if (amount === null || amount === undefined || !Number.isFinite(amount)) return NOT_AVAILABLE
  if (Math.abs(amount) >= 99.95) return formatCount(amount)
  return signed(trimExponent(String(Number(amount.toPrecision(3)))))
}

/** A whole number: `300,000`. */
export function formatCount(count: number | null | undefined): string {
  if (count === null || count === undefined || !Number.isFinite(count)) return NOT_AVAILABLE
  return signed(Math.round(count).toLocaleString('en-US'))
}

/** A count that may be an expected one: `51`, `51.3`, `1,204`. */
export function formatTally(count: number): string {
  return Number.isInteger(count) || count >= 1000 ? formatCount(count) : signed(count.toFixed(1))
}

/** Short form, as for axes: `300k`, `1.5M`. */
export function formatCompact(count: number): string {
  const size = Math.abs(count)
  if (size >= 1e9) return signed(`${Number((count / 1e9).toPrecision(3))}B`)
  if (size >= 1e6) return signed(`${Number((count / 1e6).toPrecision(3))}M`)
  if (size >= 1e3) return signed(`${Number((count / 1e3).toPrecision(3))}k`)
  return signed(String(Number(count.toPrecision(3))))
}

/** How many of 10,000: `312`, `2.9`, `0.012`. */
export function formatPer10000(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NOT_AVAILABLE
  const count = share * 10_000
  return count >= 100 ? formatCount(count) : significant(count)
}

/** A plain number of at most four significant digits. */
export function formatTick(value: number): string {
  return formatDigits(value, value !== 0 && Math.abs(value) < 0.001 ? 2 : 4)
}

/** A plain number of at most so many significant digits. */
export function formatDigits(value: number, digits: number): string {
  return signed(trimExponent(String(Number(value.toPrecision(digits)))))
}

/** Up to six significant digits, thousands apart: `912.3`, `1,204,550`. */
export function formatValue(value: number): string {
  const rounded = Number(value.toPrecision(6))
  return signed(rounded.toLocaleString('en-US', { maximumSignificantDigits: 6 }))
}

/** A probability in two significant digits at most: `0.01 %`, `1 %`, `50 %`. */
export function formatProbability(p: number): string {
  return `${signed(String(Number((p * 100).toPrecision(2))))}${THIN}%`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${significant(bytes / 1e3)}${THIN}kB`
  return bytes < 1e9 ? `${significant(bytes / 1e6)}${THIN}MB` : `${significant(bytes / 1e9)}${THIN}GB`
}

/** Nine digits, so that float32 reads back to the same value; a threshold is written so too, since it is one of the scores. */
export function formatScore(score: number): string {
  return score.toPrecision(9)
}

/** Floating-point operations a second: `60 GFLOP/s`. */
export function formatFlops(flops: number | null | undefined): string {
  if (flops === null || flops === undefined || !Number.isFinite(flops)) return NOT_AVAILABLE
  if (flops >= 1e12) return `${significant(flops / 1e12)}${THIN}TFLOP/s`
  return flops >= 1e8 ? `${significant(flops / 1e9)}${THIN}GFLOP/s` : `${significant(flops / 1e6)}${THIN}MFLOP/s`
}

function significant(value: number): string {
  if (value === 0) return '0'
  if (Math.abs(value) >= 99.5) return formatCount(value)
  return signed(trimExponent(value.toPrecision(2)))
}

function trimExponent(text: string): string {
  if (!text.includes('e')) return text
  const number = Number(text)
  if (Math.abs(number) < 1e-6 || Math.abs(number) >= 1e21) return text.replace(/e\+?/, '·10^')
  return number.toFixed(Math.max(0, Math.min(9, decimalsOf(number))))
}

function decimalsOf(value: number): number {
  return 1 - Number(value.toExponential().split('e')[1])
}

/** A number as text, with a minus sign in place of a hyphen. */
export function signed(text: string): string {
  return text.replace('-', MINUS)
}
