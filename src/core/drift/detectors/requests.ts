import { codeCount, type Codes } from '../../kernel/codes.ts'
import type { Watched } from './watch.ts'

/** Of each code, its rows and the requests it is found in (without requests, its rows again). */
export function countByRequest(codes: Codes, { ranges, requests }: Pick<Watched, 'ranges' | 'requests'>) {
  const count = codeCount(codes)
  const rows = new Uint32Array(count)
  if (!requests) {
    for (const { from, to } of ranges) for (let row = from; row < to; row++) rows[codes[row]]++
    return { rows, requests: rows }
  }
  const found = new Uint32Array(count)
  const last = new Float64Array(count).fill(-1)
  for (const { from, to } of ranges)
    for (let row = from; row < to; row++) {
      const code = codes[row]
      rows[code]++
      if (last[code] === requests[row]) continue
      last[code] = requests[row]
      found[code]++
    }
  return { rows, requests: found }
}

/**
 * What one row adds to the variance of each bin's count, when whole requests are drawn rather than rows:
 * Σ over requests of (rows in the bin − share of the bin · rows)², over all rows (the ratio estimator of cluster
 * sampling; Cochran 1977, "Sampling Techniques", eq. 9A.4). Independent rows give p (1 − p).
 */
export function spreadOf(
  { column, ranges, requests }: Watched & { readonly requests: Uint32Array },
  counts: Float64Array,
  binOf: (value: number) => number
): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const inRequest = new Float64Array(counts.length)
  const squares = new Float64Array(counts.length)
  for (const { from, to } of ranges)
    for (let row = from; row < to;) {
      const start = row
      const request = requests[row]
      inRequest.fill(0)
      do inRequest[binOf(column.values[row])]++
      while (++row < to && requests[row] === request)
      for (let bin = 0; bin < counts.length; bin++) {
        const surplus = inRequest[bin] - (counts[bin] / total) * (row - start)
        squares[bin] += surplus * surplus
      }
    }
  return squares.map((sum) => sum / total)
}
