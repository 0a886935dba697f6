import type { Metric } from '../metric.ts'
import { gainWithin } from '../requests/hits.ts'
import { meanOverRequests } from '../requests/mean.ts'

export const recallAtK = {
  id: 'recall',
  label: 'Recall@K',
  help: 'Share of a request’s positives that are among its first k; mean over requests with a positive. Easy when k is close to the slate.',
  better: 'higher',
  atK: 'k',
  expected: false,
  ceiling: true,
  needs: ['labels', 'requests'],
  measure: (sample, { k }) =>
    meanOverRequests(sample, sample.labels, (request) => gainWithin(request, k) / gainWithin(request, request.size)),
} as const satisfies Metric
