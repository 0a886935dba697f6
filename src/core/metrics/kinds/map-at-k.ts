import type { Metric } from '../metric.ts'
import { averagePrecisionAt } from '../requests/average-precision.ts'

export const mapAtK = {
  id: 'map',
  label: 'MAP@K',
  help: 'Mean over requests with a click of the precision at each clicked rank within k, over min(clicks, k). With one click it is 1 / its rank.',
  better: 'higher',
  atK: 'k',
  expected: false,
  ceiling: true,
  measure: (sample, { k }) => averagePrecisionAt(sample, sample.labels, k),
} as const satisfies Metric
