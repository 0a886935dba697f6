import { constantLogLoss, logLossOf } from '../entropy.ts'
import type { Metric } from '../metric.ts'

/** NE of He et al. 2014, "Practical Lessons from Predicting Clicks on Ads at Facebook", eq. 3, its background being measured on the same rows. */
export const normalisedEntropy = {
  id: 'normalisedEntropy',
  label: 'Normalised entropy',
  help: 'Log loss over the log loss, on the same rows, of always saying the base rate of training: that constant has exactly 1, and lower is better. Comparable across base rates.',
  better: 'lower',
  atK: false,
  expected: true,
  ceiling: true,
  needs: ['labels'],
  measure(sample, { baseRate }) {
    const loss = logLossOf(sample)
    const background = constantLogLoss(sample.labels, baseRate)
    return loss === null || background === null ? null : loss / background
  },
} as const satisfies Metric
