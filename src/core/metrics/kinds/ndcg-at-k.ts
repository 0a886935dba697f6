import type { Metric } from '../metric.ts'
import { ndcgOf } from '../requests/ndcg.ts'

export const ndcgAtK = {
  id: 'ndcg',
  label: 'NDCG@K',
  help: 'How close a request’s first k come to the best order of its positives, later ranks counting less; mean over requests with a positive. Where the top is looked at more, logged labels favour what was shown there.',
  better: 'higher',
  atK: 'k',
  expected: false,
  ceiling: true,
  usesGain: true,
  needs: ['labels', 'requests'],
  measure: (sample, options) => ndcgOf(sample, sample.labels, options),
} as const satisfies Metric
