import { meanOf } from '../mean.ts'
import type { Metric } from '../metric.ts'

export const scoreOverRate = {
  id: 'scoreOverRate',
  label: 'Mean score ÷ base rate',
  help: 'Mean predicted probability over the share of positives in the same rows: 1 is right on average, 2 is twice too much. Says nothing of single rows; in expectation it is over the mean true probability, free of how many positives fell.',
  better: 'nearest 1',
  atK: false,
  expected: true,
  ceiling: false,
  needs: ['labels'],
  measure({ scores, labels }) {
    const share = meanOf(labels)
    const mean = meanOf(scores)
    return share > 0 && mean === mean ? mean / share : null
  },
} as const satisfies Metric
