import type { ColumnLook } from './profile.ts'

/** Parts with as many numbers each, within which they are taken as evenly spread. */
const PARTS = 32
/** Repeats that chance would give at the least before their absence says something: P(4 or fewer of 14) = 0.2 %. */
const FEWEST_EXPECTED = 14
const FEW_REPEATS = 0.3
/** Kolmogorov–Smirnov distance from an even spread, times √n, that one even column in a thousand exceeds. */
const FARTHEST = 1.95
const FEWEST_EVEN = 100
const FARTHEST_OF_FEW = 0.1
/** Of numbers that people round; chance gives a tenth. */
const ROUNDED = 0.25
const LONG_DIGITS = 12
const SAME_DIGITS = 0.99
/** Seconds and milliseconds since 1970, from 1990 to 2040. */
const [EPOCH_FROM, EPOCH_TO] = [6.3e8, 2.3e9]

/**
 * Whether whole numbers that hardly repeat look given out one by one rather than measured: chance would have repeated
 * more of them in so narrow a range (the birthday problem), or they are evenly spread, or all as long as each other.
 */
export function isSpreadAsNames({ kept, seen, repeats, distinct }: ColumnLook): boolean {
  const { ranks } = kept
  if (kept.numbers.length < 2) return false
  const [first, last] = [kept.numbers[0], kept.numbers[kept.numbers.length - 1]]
  if ([1, 1e3].some((unit) => first >= EPOCH_FROM * unit && last <= EPOCH_TO * unit)) return false
  const numbers = inSteps(kept.numbers)
  const [least, largest] = [numbers[0], numbers[numbers.length - 1]]
  const rounded = numbers.reduce((count, value) => count + (value % 10 === 0 ? 1 : 0), 0)
  if (rounded > ROUNDED * numbers.length) return false
  // As many as are remembered against each other, the later ones against those.
  const pairs = (distinct * distinct) / 2 + Math.max(0, seen.values - distinct) * distinct
  if (lacksRepeats(repeats, pairs / (largest - least + 1))) return true
  const values = Float64Array.from(ranks.filter((rank) => rank > 0).sort(), (rank) => numbers[rank - 1])
  if (lacksRepeats(values.length - numbers.length, expectedRepeats(values))) return true
  const digits = kept.numbers.map((value) => String(Math.abs(value)).length)
  const longest = digits.reduce((most, count) => Math.max(most, count), 0)
  const areLong =
    longest >= LONG_DIGITS && digits.filter((count) => count === longest).length >= SAME_DIGITS * digits.length
  if (areLong) return true
  const allowed = Math.min(FARTHEST_OF_FEW, FARTHEST / Math.sqrt(numbers.length))
  return numbers.length >= FEWEST_EVEN && farthestFromEven(numbers) < allowed
}

/** The same counted in the largest step that all of them share: 10, 20, 40 are 0, 1, 3. */
function inSteps(numbers: Float64Array): Float64Array {
  let step = 0
  for (const value of numbers) {
    let [a, b] = [value - numbers[0], step]
    while (b > 0) [a, b] = [b, a % b]
    step = a
  }
  return step > 1 ? numbers.map((value) => (value - numbers[0]) / step) : numbers
}

function lacksRepeats(found: number, expected: number): boolean {
  return expected >= FEWEST_EXPECTED && found < FEW_REPEATS * expected
}

/** Repeats to expect of independent draws that are spread as these sorted values are. */
function expectedRepeats(values: Float64Array): number {
  const size = Math.ceil(values.length / PARTS)
  let expected = 0
  for (let from = 0; from < values.length; from += size) {
    const part = values.subarray(from, from + size)
    expected += (part.length * part.length) / 2 / (part[part.length - 1] - part[0] + 1)
  }
  return expected
}

function farthestFromEven(sorted: Float64Array): number {
  const [least, range] = [sorted[0], sorted[sorted.length - 1] - sorted[0]]
  let farthest = 0
  sorted.forEach((value, i) => {
    const even = (value - least) / range
    farthest = Math.max(farthest, Math.abs(even - i / sorted.length), Math.abs(even - (i + 1) / sorted.length))
  })
  return farthest
}
