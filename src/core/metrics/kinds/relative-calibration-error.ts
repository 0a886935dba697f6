import { calibrationGap } from '../calibration-gap.ts'
import { meanOf } from '../mean.ts'
import type { Metric } from '../metric.ts'

export const relativeCalibrationError = {
  id: 'relativeCalibrationError',
  label: 'Calibration error ÷ base rate',
  help: 'Calibration error over the share of positives in the same rows: 0.1 means that a probability is off by a tenth of the base rate on average. Where positives are rare, an error that looks tiny may be many times the rate.',
  better: 'lower',
  atK: false,
  expected: false,
  ceiling: false,
  needs: ['labels'],
  measure(sample) {
    const error = calibrationGap(sample)
    const share = meanOf(sample.labels)
    return error === null || !(share > 0) ? null : error / share
  },
} as const satisfies Metric
