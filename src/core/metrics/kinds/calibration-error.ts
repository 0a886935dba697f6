import { calibrationGap } from '../calibration-gap.ts'
import type { Metric } from '../metric.ts'

export const calibrationError = {
  id: 'calibrationError',
  label: 'Calibration error',
  help: 'Mean distance of predicted and observed share over 15 bins of equal count. Blind to ranking: always saying the base rate is perfect here. Even the truth is above zero by chance.',
  better: 'lower',
  atK: false,
  expected: false,
  ceiling: false,
  role: 'calibration',
  needs: ['labels'],
  measure: calibrationGap,
} as const satisfies Metric
