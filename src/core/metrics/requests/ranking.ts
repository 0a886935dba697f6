import type { Sample } from '../metric.ts'
import { createSortScratch, sortDescending } from '../sort/descending.ts'

/** Every request's rows, best first: those of request r are rows[starts[r]] … rows[starts[r + 1] − 1]. */
export interface Ranking {
  readonly starts: Uint32Array
  readonly rows: Uint32Array
  /** What each of `rows` is ranked by, so ties are equal neighbours. */
  readonly values: Float32Array
}

const INSERTION = 64
const rankings = new WeakMap<Sample, Ranking | null>()

/**
 * Ranks the rows of each request by `ranking`, or as all rows are ranked where there is none; rows are sorted once for a sample.
 * null where rows are not grouped or a value is not a number.
 */
export function rankingOf(sample: Sample): Ranking | null {
  let ranking = rankings.get(sample)
  if (ranking === undefined) {
    ranking = sample.requests ? rank(sample.requests, sample.ranking ?? sample.rankedBy ?? sample.scores) : null
    rankings.set(sample, ranking)
  }
  return ranking
}

function rank(requests: Uint32Array, by: Float32Array): Ranking | null {
  for (let i = 0; i < by.length; i++) if (by[i] !== by[i]) return null
  const starts = startsOf(requests)
  const rows = new Uint32Array(by.length)
  const values = Float32Array.from(by)
  for (let i = 0; i < rows.length; i++) rows[i] = i
  for (let r = 0; r + 1 < starts.length; r++) {
    const from = starts[r]
    const to = starts[r + 1]
    if (to - from <= INSERTION) insertionSort(rows, values, from, to)
    else radixSort(rows, values, from, to)
  }
  return { starts, rows, values }
}

function startsOf(requests: Uint32Array): Uint32Array {
  let count = 0
  for (let i = 0; i < requests.length; i++) if (i === 0 || requests[i] !== requests[i - 1]) count++
  const starts = new Uint32Array(count + 1)
  let next = 0
  for (let i = 0; i < requests.length; i++) if (i === 0 || requests[i] !== requests[i - 1]) starts[next++] = i
  starts[count] = requests.length
  return starts
}

function insertionSort(rows: Uint32Array, values: Float32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const row = rows[i]
    const value = values[i]
    let j = i
    for (; j > from && values[j - 1] < value; j--) {
      rows[j] = rows[j - 1]
      values[j] = values[j - 1]
    }
    rows[j] = row
    values[j] = value
  }
}

function radixSort(rows: Uint32Array, values: Float32Array, from: number, to: number): void {
  const copy = values.slice(from, to)
  const order = sortDescending(copy, createSortScratch(to - from)).rows
  for (let i = 0; i < order.length; i++) {
    rows[from + i] = from + order[i]
    values[from + i] = copy[order[i]]
  }
}
