import type { Random } from '../kernel/random.ts'

/** Rows whose values decide the cuts, at most. */
const SAMPLE_ROWS = 262_144

/** Cuts at each end of a long column that halve its last bin again and again: a rare class often lives in a tail. */
const TAIL_CUTS = 6
/** Columns of fewer bins have none to spare for that. */
const TAIL_BINS = 128

const RADIX_BITS = 11
const RADIX = 1 << RADIX_BITS

/**
 * Ascending values at which a numeric column is cut into at most `bins` bins of about as many of its rows each: a bin ends before the next
 * cut. Where there are no more distinct values than bins, each has its own; else the highest and the lowest bin are halved again and
 * again, where there are bins to spare. Missing values (NaN) have no say.
 */
export function quantileCuts(values: Float32Array, bins: number, random: Random): Float32Array {
  const keys = sortedKeys(values, random)
  let distinct = keys.length ? 1 : 0
  for (let i = 1; i < keys.length && distinct <= bins; i++) if (keys[i] !== keys[i - 1]) distinct++
  const isEvery = distinct <= bins
  if (isEvery || bins < TAIL_BINS) return valuesOf(fairCuts(keys, bins, isEvery))
  return valuesOf(withTails(fairCuts(keys, bins - 2 * TAIL_CUTS, false), keys))
}

/** Cuts before every value, or where a bin has its fair share of what rows are left: a frequent value then takes no more than its own bin. */
function fairCuts(keys: Uint32Array, bins: number, isEvery: boolean): number[] {
  const cuts: number[] = []
  let start = 0
  for (let i = 1; i < keys.length && cuts.length < bins - 1; i++) {
    if (keys[i] === keys[i - 1]) continue
    const fair = (keys.length - start) / (bins - cuts.length)
    // The next value may be so frequent that the bin comes closer to its share without it.
    if (!isEvery && i - start < fair && !(keys[i] === keys[Math.min(keys.length - 1, Math.floor(start + 2 * fair))]))
      continue
    cuts.push(keys[i])
    start = i
  }
  return cuts
}

/** Ascending cuts with those that halve the rows beyond the first and the last of them. */
function withTails(cuts: readonly number[], keys: Uint32Array): number[] {
  const all = new Set(cuts)
  const end = keys.length
  let low = firstAt(keys, cuts[0])
  let high = end - firstAt(keys, cuts[cuts.length - 1])
  for (let i = 0; i < TAIL_CUTS; i++) {
    low >>= 1
    high >>= 1
    if (low > 0 && keys[low] > keys[0]) all.add(keys[low])
    if (high > 0) all.add(keys[end - high])
  }
  return [...all].sort((a, b) => a - b)
}

/** Place of the first key that is not below one. */
function firstAt(keys: Uint32Array, key: number): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle] < key) low = middle + 1
    else high = middle
  }
  return low
}

/** The values of a sample that is spread evenly over the rows, as whole numbers of the same order, ascending. */
function sortedKeys(values: Float32Array, random: Random): Uint32Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length)
  const size = Math.min(SAMPLE_ROWS, values.length)
  const step = values.length / size
  let keys = new Uint32Array(size)
  let count = 0
  for (let i = 0; i < size; i++) {
    const row = step === 1 ? i : Math.min(values.length - 1, Math.floor((i + random.uniform()) * step))
    if (values[row] !== values[row]) continue
    // Adding 0 makes −0 a 0.
    const word = values[row] === 0 ? 0 : bits[row]
    keys[count++] = word ^ ((word >> 31) | 0x80000000)
  }
  keys = keys.subarray(0, count)
  let from: Uint32Array = keys
  let to: Uint32Array = new Uint32Array(count)
  for (let shift = 0; shift < 32; shift += RADIX_BITS) {
    sortBy(from, to, shift)
    ;[from, to] = [to, from]
  }
  return from
}

/** One pass of a radix sort, by the bits from `shift` on. */
function sortBy(from: Uint32Array, to: Uint32Array, shift: number): void {
  const places = new Uint32Array(RADIX + 1)
  for (let i = 0; i < from.length; i++) places[((from[i] >>> shift) & (RADIX - 1)) + 1]++
  for (let digit = 0; digit < RADIX; digit++) places[digit + 1] += places[digit]
  for (let i = 0; i < from.length; i++) to[places[(from[i] >>> shift) & (RADIX - 1)]++] = from[i]
}

function valuesOf(keys: readonly number[]): Float32Array {
  const words = Int32Array.from(keys, (key) => (key >>> 31 ? key ^ 0x80000000 : ~key))
  return new Float32Array(words.buffer)
}
