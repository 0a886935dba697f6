import { rowsIn, type Watched } from './watch.ts'

/** With so few different numbers in the reference, each found in ten rows, there are no others. */
const FEW = 20
/** Rows that a number has to be found in before it is more than luck. */
const FOUND_ROWS = 10
/** A number with this share of the rows at an end of the range is where the range ends. */
const MASS = 0.1

/** What numbers a reference has none of, though it has enough rows to have met them. */
export interface Known {
  /** All numbers there are, ascending; null where they are many. */
  readonly values: Float32Array | null
  /** Where the range ends for certain; infinite where it does not. */
  readonly least: number
  readonly greatest: number
}

/** `sorted`: the numbers of a reference that are not missing, ascending. */
export function knownOf(sorted: Float32Array): Known {
  const n = sorted.length
  if (n === 0) return { values: null, least: -Infinity, greatest: Infinity }
  const values = fewOf(sorted)
  const [first, last] = [sorted[0], sorted[n - 1]]
  const needed = Math.max(FOUND_ROWS, MASS * n)
  const isMass = (rows: number): boolean => rows >= needed || first === last
  return {
    values,
    least: isMass(startOfNext(sorted, 0)) ? first : -Infinity,
    greatest: isMass(n - startOf(sorted, last)) ? last : Infinity,
  }
}

function isUnseen({ values, least, greatest }: Known, value: number): boolean {
  if (value !== value) return false
  return value < least || value > greatest || (values !== null && !values.includes(value))
}

/** Rows whose number is unseen, by the bin that they would be in. */
export function countUnseen(
  known: Known,
  watched: Watched,
  bins: number,
  binOf: (value: number) => number
): Float64Array {
  const found = new Float64Array(bins)
  if (rowsIn(watched.ranges) === 0) return found
  const { values } = watched.column
  for (const { from, to } of watched.ranges)
    for (let row = from; row < to; row++) if (isUnseen(known, values[row])) found[binOf(values[row])]++
  return found
}

/** The different numbers, where they are few and each is found often enough; a single one always is. */
function fewOf(sorted: Float32Array): Float32Array | null {
  const starts: number[] = []
  for (let at = 0; at < sorted.length; at = startOfNext(sorted, at)) {
    starts.push(at)
    if (starts.length > FEW) return null
  }
  const isFound = starts.every((start, i) => (starts[i + 1] ?? sorted.length) - start >= FOUND_ROWS)
  return isFound || starts.length === 1 ? Float32Array.from(starts, (start) => sorted[start]) : null
}

/** One past the last place of the number at this one. */
function startOfNext(sorted: Float32Array, at: number): number {
  let [low, high] = [at, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] > sorted[at]) high = middle
    else low = middle + 1
  }
  return low
}

function startOf(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}
