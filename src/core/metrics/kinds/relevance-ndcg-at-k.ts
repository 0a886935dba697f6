import type { Metric } from '../metric.ts'
import { ndcgOf } from '../requests/ndcg.ts'

export const relevanceNdcgAtK = {
  id: 'relevanceNdcg',
  label: 'NDCG@K on relevance',
  help: 'NDCG with the chance of a positive when looked at as the grade: free of position bias and of luck, and known only in a simulated world.',
  better: 'higher',
  atK: 'k',
  expected: false,
  ceiling: true,
  usesGain: true,
  needs: ['labels', 'requests', 'relevance'],
  measure: (sample, options) => ndcgOf(sample, sample.relevance, options),
} as const satisfies Metric
