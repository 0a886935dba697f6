import { thinnedAveragePrecision } from '../curves/prevalence.ts'
import type { Metric } from '../metric.ts'
import { hasNaN, orderOf } from '../order.ts'
import type { Ordering } from '../sort/descending.ts'

export const prAuc = {
  id: 'prAuc',
  label: 'PR AUC',
  help: 'Average precision: precision at every threshold, weighted by the recall it adds. A constant gets the base rate, so it falls as positives get rarer; by luck a random order gets more where positives are few.',
  better: 'higher',
  atK: false,
  expected: true,
  ceiling: true,
  role: 'retrieval',
  needs: ['labels'],
  thinned: thinnedAveragePrecision,
  measure: (sample) => averagePrecision(orderOf(sample), sample.labels),
  interval: {
    scale: 'logit',
    transformsDraws: false,
    per: 'positives',
    of: ({ averagePrecision: average }) => average,
  },
} as const satisfies Metric

/**
 * Σ (Rₙ − Rₙ₋₁) Pₙ over distinct scores, ties grouped, no interpolation (as scikit-learn). Fractional labels give its
 * expectation over independent draws of the labels, numerator over denominator: row i of rank n adds p (1 + S) / n over Σp, S being the
 * sum of p above it, since a positive counts itself whole in the precision at its score. A tie that ends at n adds
 * (P (S + P) + V w) / n, where P is the sum of its p and V = Σ p (1 − p) the variance of its positives. w is 1 for one row and 0
 * for the whole table, whose precision is its share of positives however many fall: 1 − (P − Σp² / P) over the same of all
 * rows. With labels of 0 and 1 V is 0. null without positives, or where a score is not a number.
 */
export function averagePrecision({ rows, keys }: Ordering, labels: Uint8Array | Float32Array): number | null {
  const n = rows.length
  if (hasNaN(keys)) return null
  let positives = 0
  let squared = 0
  let sum = 0
  let varied = 0
  let shared = 0
  // Hot loop: tests/bench/rows/pr-auc-1m.ts
  for (let i = 0; i < n;) {
    const key = keys[i]
    let tied = 0
    let squares = 0
    do {
      const label = labels[rows[i]]
      tied += label
      squares += label * label
    } while (++i < n && keys[i] === key)
    positives += tied
    squared += squares
    sum += tied * (positives / i)
    if (squares === tied) continue
    const variance = (tied - squares) / i
    varied += variance
    shared += variance * (tied - squares / tied)
  }
  if (positives === 0) return null
  const whole = positives - squared / positives
  return (sum + varied - (whole > 0 ? shared / whole : 0)) / positives
}
