import type { Metric } from '../metric.ts'

export const brier = {
  id: 'brier',
  label: 'Brier score',
  help: 'Mean squared distance of probability and outcome. With rare positives almost all of it is the base rate, so differences look tiny.',
  better: 'lower',
  atK: false,
  expected: true,
  ceiling: true,
  needs: ['labels'],
  measure({ scores, labels }) {
    const n = scores.length
    let sum = 0
    for (let i = 0; i < n; i++) {
      const p = scores[i]
      const y = labels[i]
      sum += y * (1 - p) * (1 - p) + (1 - y) * p * p
    }
    return n > 0 && sum === sum ? sum / n : null
  },
} as const satisfies Metric
