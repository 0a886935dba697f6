import type { Metric } from '../metric.ts'
import { gainWithin } from '../requests/hits.ts'
import { meanOverRequests } from '../requests/mean.ts'

/** Divides by k even where a request has fewer rows. */
export const precisionAtK = {
  id: 'precision',
  label: 'Precision@K',
  help: 'Positives among the first k of a request, over k; mean over requests with a positive. Blind to the order within the first k.',
  better: 'higher',
  atK: 'k',
  expected: false,
  ceiling: true,
  needs: ['labels', 'requests'],
  measure: (sample, { k }) => meanOverRequests(sample, sample.labels, (request) => gainWithin(request, k) / k),
} as const satisfies Metric
