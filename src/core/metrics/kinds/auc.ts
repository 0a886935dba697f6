import type { Metric } from '../metric.ts'
import { hasNaN, orderOf } from '../order.ts'
import type { Ordering } from '../sort/descending.ts'

export const auc = {
  id: 'auc',
  label: 'AUC',
  help: 'Chance that a random positive scores above a random negative, ties counting half. Says nothing of calibration, and looks too good when positives are rare.',
  better: 'higher',
  atK: false,
  expected: true,
  ceiling: true,
  role: 'ranking',
  needs: ['labels'],
  thinned: (value) => value,
  measure: (sample) => aucOf(orderOf(sample), sample.labels),
  interval: { scale: 'logit', transformsDraws: true, per: 'positives', of: ({ area }) => area },
} as const satisfies Metric

/**
 * Exact area under the ROC curve: P(s⁺ > s⁻) + ½ P(s⁺ = s⁻). A fractional label is that much of a positive and the
 * rest of a negative. null without positives or negatives, or where a score is not a number.
 */
export function aucOf({ rows, keys }: Ordering, labels: Uint8Array | Float32Array): number | null {
  const n = rows.length
  if (hasNaN(keys)) return null
  let positives = 0
  let negatives = 0
  let area = 0
  // Hot loop: tests/bench/rows/auc-1m.ts
  for (let i = 0; i < n;) {
    const key = keys[i]
    let tied = 0
    const start = i
    do tied += labels[rows[i]]
    while (++i < n && keys[i] === key)
    const against = i - start - tied
    area += against * (positives + tied / 2)
    positives += tied
    negatives += against
  }
  return positives > 0 && negatives > 0 ? area / (positives * negatives) : null
}
