import { equalCountBins } from '../curves/bins.ts'
import type { Metric } from '../metric.ts'
import { hasNaN, scoreOrderOf } from '../order.ts'

const BINS = 15

/** ECE over equal-count bins: Σ (n_b / N) |mean label − mean score|; ties as `equalCountBins` says. */
export const calibrationError = {
  id: 'calibrationError',
  label: 'Calibration error',
  help: 'Mean distance of predicted and observed share over 15 bins of equal count. Blind to ranking: always saying the base rate is perfect here. Even the truth is above zero by chance.',
  better: 'lower',
  atK: false,
  expected: false,
  ceiling: false,
  measure(sample) {
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
  },
} as const satisfies Metric
