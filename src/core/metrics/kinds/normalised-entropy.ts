import { entropy, logLossOf } from '../entropy.ts'
import type { Metric } from '../metric.ts'

/** NE of He et al. 2014, "Practical Lessons from Predicting Clicks on Ads at Facebook", eq. 3. */
export const normalisedEntropy = {
  id: 'normalisedEntropy',
  label: 'Normalised entropy',
  help: 'Log loss over that of always saying the base rate of training: 1 is no better than that, lower is better. Comparable across base rates.',
  better: 'lower',
  atK: false,
  expected: true,
  ceiling: true,
  measure(sample, { baseRate }) {
    const loss = logLossOf(sample)
    const background = entropy(baseRate)
    return loss === null || background === 0 ? null : loss / background
  },
} as const satisfies Metric
