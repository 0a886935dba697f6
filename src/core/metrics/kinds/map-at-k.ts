import type { Metric } from '../metric.ts'
import { averagePrecisionAt } from '../requests/average-precision.ts'

export const mapAtK = {
  id: 'map',
  label: 'MAP@K',
  help: 'Mean over requests with a positive of the precision at the rank of each positive within k, over min(positives, k). With one positive it is 1 / its rank.',
  better: 'higher',
  atK: 'k',
  expected: false,
  ceiling: true,
  needs: ['labels', 'requests'],
  measure: (sample, { k }) => averagePrecisionAt(sample, sample.labels, k),
} as const satisfies Metric
