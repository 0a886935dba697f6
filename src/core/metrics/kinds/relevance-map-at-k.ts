import type { Metric } from '../metric.ts'
import { averagePrecisionAt } from '../requests/average-precision.ts'

export const relevanceMapAtK = {
  id: 'relevanceMap',
  label: 'MAP@K on relevance',
  help: 'The precision sum that independent labels with these chances would give on average, over that of the best order; mean over requests. Known only in a simulated world.',
  better: 'higher',
  atK: 'k',
  expected: false,
  ceiling: true,
  needs: ['labels', 'requests', 'relevance'],
  measure: (sample, { k }) => averagePrecisionAt(sample, sample.relevance, k),
} as const satisfies Metric
