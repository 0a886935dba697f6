import { pow } from '../../kernel/math.ts'
import type { MetricOptions, Sample } from '../metric.ts'
import { type Ranking, rankingOf } from './ranking.ts'

/** One request as ranking metrics read it, best rank first; arrays may be longer than `size`. */
export interface Ranked {
  size: number
  /** Gain at each rank, ties in row order. */
  gains: Float64Array
  /** Gain to expect at each rank when ties are drawn at random: the mean of the tied. */
  averaged: Float64Array
  /** One past the last rank tied with this one. */
  tieEnds: Uint32Array
  /** Gains in the best order there is. */
  ideal: Float64Array
}

/**
 * Mean of a metric over the requests in which anything has a gain; the others are skipped. `gains` has one value per
 * row: clicks, or graded relevance. null where rows are not grouped or no request counts.
 */
export function meanOverRequests(
  sample: Sample,
  gains: Sample['labels'] | null,
  measure: (request: Ranked) => number,
  gain: MetricOptions['gain'] = 'linear'
): number | null {
  const ranking = rankingOf(sample)
  if (!ranking || !gains) return null
  const request = createRanked(ranking)
  let sum = 0
  let count = 0
  for (let r = 0; r + 1 < ranking.starts.length; r++) {
    if (!fill(request, ranking, r, gains, gain === 'exponential')) continue
    sum += measure(request)
    count++
  }
  return count > 0 ? sum / count : null
}

/** Requests in all and those skipped for having no gain; null where rows are not grouped. */
export function countRequests(sample: Sample, gains: Sample['labels'] = sample.labels) {
  const { requests } = sample
  if (!requests) return null
  let total = 0
  let skipped = 0
  for (let i = 0; i < requests.length;) {
    const request = requests[i]
    let gained = false
    do gained ||= gains[i] > 0
    while (++i < requests.length && requests[i] === request)
    total++
    if (!gained) skipped++
  }
  return { requests: total, skipped }
}

/** Sorts a request's gains into `ideal`, highest first. */
export function fillIdeal({ size, gains, ideal }: Ranked): void {
  for (let i = 0; i < size; i++) {
    const gain = gains[i]
    let j = i
    for (; j > 0 && ideal[j - 1] < gain; j--) ideal[j] = ideal[j - 1]
    ideal[j] = gain
  }
}

function createRanked({ starts }: Ranking): Ranked {
  let longest = 0
  for (let r = 0; r + 1 < starts.length; r++) longest = Math.max(longest, starts[r + 1] - starts[r])
  const column = (): Float64Array => new Float64Array(longest)
  return { size: 0, gains: column(), averaged: column(), tieEnds: new Uint32Array(longest), ideal: column() }
}

/** Reads request r; false where nothing in it has a gain. */
function fill(
  request: Ranked,
  { starts, rows, values }: Ranking,
  r: number,
  source: Sample['labels'],
  exponential: boolean
): boolean {
  const from = starts[r]
  const size = starts[r + 1] - from
  const { gains, averaged, tieEnds } = request
  request.size = size
  let total = 0
  for (let i = 0; i < size; i++) {
    const grade = source[rows[from + i]]
    const gain = exponential && grade !== 0 && grade !== 1 ? pow(2, grade) - 1 : grade
    gains[i] = gain
    total += gain
  }
  if (!(total > 0)) return false
  for (let i = 0; i < size;) {
    const start = i
    let sum = 0
    do sum += gains[i]
    while (++i < size && values[from + i] === values[from + start])
    averaged.fill(sum / (i - start), start, i)
    tieEnds.fill(i, start, i)
  }
  return true
}
