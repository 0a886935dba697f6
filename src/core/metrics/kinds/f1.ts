import { countsAt, type Threshold } from '../curves/called.ts'
import type { Metric, Sample } from '../metric.ts'

export const f1 = {
  id: 'f1',
  label: 'F1',
  help: 'Harmonic mean of precision and recall at the chosen threshold. Ignores true negatives and what errors cost, and says nothing of other thresholds. On validation each fifth of the rows is cut at the threshold that the other four choose. The best possible is the truth cut where it is best on these very rows; on live traffic it and the model are both cut at the threshold of the model.',
  better: 'higher',
  atK: false,
  expected: true,
  ceiling: true,
  needs: ['labels'],
  measure: (sample, { threshold }) => f1At(sample, threshold),
} as const satisfies Metric

/** 2TP / (2TP + FP + FN), a score at or above its threshold being called positive; null without positives. */
function f1At(sample: Pick<Sample, 'scores' | 'labels'>, threshold: Threshold): number | null {
  const { truePositives, falsePositives, falseNegatives } = countsAt(sample, threshold)
  const both = 2 * truePositives
  return truePositives + falseNegatives > 0 ? both / (both + falsePositives + falseNegatives) : null
}
