import { equalCountBins } from './curves/bins.ts'
import type { Sample } from './metric.ts'
import { hasNaN, scoreOrderOf } from './order.ts'

const BINS = 15

/** ECE over equal-count bins: Σ (n_b / N) |mean label − mean score|; ties as `equalCountBins` says. null without rows or for a NaN score. */
export function calibrationGap(sample: Sample): number | null {
  const { rows, keys } = scoreOrderOf(sample)
  const n = rows.length
  if (n === 0 || hasNaN(keys)) return null
  let from = 0
  let error = 0
  for (const to of equalCountBins(keys, BINS)) {
    let gap = 0
    for (let i = from; i < to; i++) gap += sample.labels[rows[i]] - sample.scores[rows[i]]
    error += Math.abs(gap)
    from = to
  }
  return error / n
}
