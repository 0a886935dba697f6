import type { Metric } from '../metric.ts'
import { hasNaN, orderOf } from '../order.ts'
import type { Ordering } from '../sort/descending.ts'

export const prAuc = {
  id: 'prAuc',
  label: 'PR AUC',
  help: 'Average precision: precision at every threshold, weighted by the recall it adds. A random ranking gets the base rate, so it falls as positives get rarer.',
  better: 'higher',
  atK: false,
  expected: true,
  ceiling: true,
  measure: (sample) => averagePrecision(orderOf(sample), sample.labels),
} as const satisfies Metric

/**
 * Σ (Rₙ − Rₙ₋₁) Pₙ over distinct scores, ties grouped, no interpolation (as scikit-learn). A fractional label is that
 * much of a positive. null without positives, or where a score is not a number.
 */
export function averagePrecision({ rows, keys }: Ordering, labels: Uint8Array | Float32Array): number | null {
  const n = rows.length
  if (hasNaN(keys)) return null
  let positives = 0
  let sum = 0
  for (let i = 0; i < n;) {
    const key = keys[i]
    let tied = 0
    do tied += labels[rows[i]]
    while (++i < n && keys[i] === key)
    positives += tied
    sum += tied * (positives / i)
  }
  return positives > 0 ? sum / positives : null
}
