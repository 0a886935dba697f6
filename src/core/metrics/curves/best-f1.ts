import type { Sample } from '../metric.ts'
import { sortDescending } from '../sort/descending.ts'

/**
 * The score at which calling it and all above it positive gives the highest F1, the highest such score where several
 * do; exact over all scores. 0.5 where there is nothing to find.
 */
export function bestF1Threshold(
  scores: Float32Array,
  labels: Sample['labels'],
  { rows, keys } = sortDescending(scores)
): number {
  const n = rows.length
  let positives = 0
  for (let i = 0; i < n; i++) positives += labels[i]
  let hits = 0
  let best = 0
  let threshold = 0.5
  for (let i = 0; i < n;) {
    const key = keys[i]
    do hits += labels[rows[i]]
    while (++i < n && keys[i] === key)
    const f1 = (2 * hits) / (i + positives)
    if (f1 > best) {
      best = f1
      threshold = scores[rows[i - 1]]
    }
  }
  return threshold
}
