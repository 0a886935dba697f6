import { logLossOf } from '../entropy.ts'
import type { Metric } from '../metric.ts'

export const logLoss = {
  id: 'logLoss',
  label: 'Log loss',
  help: 'Mean −ln of the probability given to what happened: ranking and calibration in one number. Its size follows the base rate, so compare only on the same rows.',
  better: 'lower',
  atK: false,
  expected: true,
  ceiling: true,
  role: 'loss',
  needs: ['labels'],
  measure: logLossOf,
  interval: {
    scale: 'log',
    transformsDraws: false,
    per: 'positives',
    of: ({ loss, positives, negatives }) => loss / (positives + negatives),
  },
} as const satisfies Metric
