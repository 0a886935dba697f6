import type { Metric, Sample } from '../metric.ts'

export const f1 = {
  id: 'f1',
  label: 'F1',
  help: 'Harmonic mean of precision and recall at the chosen threshold. Ignores true negatives and what errors cost, and says nothing of other thresholds.',
  better: 'higher',
  atK: false,
  expected: true,
  ceiling: true,
  measure: (sample, { threshold }) => f1At(sample, threshold),
} as const satisfies Metric

/** 2TP / (2TP + FP + FN), a score at or above the threshold being called positive; null without positives. */
export function f1At({ scores, labels }: Pick<Sample, 'scores' | 'labels'>, threshold: number): number | null {
  let called = 0
  let hits = 0
  let positives = 0
  for (let i = 0; i < scores.length; i++) {
    positives += labels[i]
    if (scores[i] >= threshold) {
      called++
      hits += labels[i]
    }
  }
  return positives > 0 ? (2 * hits) / (called + positives) : null
}
