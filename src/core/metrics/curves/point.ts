import type { ConfusionCounts } from './called.ts'
import type { ThresholdCurve } from './curve.ts'

export type { ConfusionCounts }

/** What one threshold means. Rates are null where they divide by nothing. */
export interface ThresholdPoint {
  readonly index: number
  readonly threshold: number
  readonly truePositiveRate: number | null
  readonly falsePositiveRate: number | null
  readonly precision: number | null
  /** The same as the true positive rate. */
  readonly recall: number | null
  readonly f1: number | null
  readonly counts: ConfusionCounts
  /** The counts in 10,000 rows like these. */
  readonly perTenThousand: ConfusionCounts
}

/** The curve's lowest threshold that is not below the one asked for: counts are read, never interpolated. */
export function pointAt(curve: ThresholdCurve, threshold: number): ThresholdPoint {
  return pointOf(curve, indexAt(curve, threshold))
}

export function pointOf(curve: ThresholdCurve, index: number): ThresholdPoint {
  const truePositives = curve.truePositives[index]
  const falsePositives = curve.falsePositives[index]
  const counts = {
    truePositives,
    falsePositives,
    falseNegatives: curve.positives - truePositives,
    trueNegatives: curve.negatives - falsePositives,
  }
  return pointOfCounts(counts, index, curve.thresholds[index])
}

/** The same of counts that need not lie on the curve, such as cross-fitted ones; `index` is the curve's point nearest to them. */
export function pointOfCounts(counts: ConfusionCounts, index: number, threshold: number): ThresholdPoint {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counts
  const positives = truePositives + falseNegatives
  const negatives = falsePositives + trueNegatives
  const called = truePositives + falsePositives
  const recall = share(truePositives, positives)
  const scale = 10000 / Math.max(1, positives + negatives)
  return {
    index,
    threshold,
    truePositiveRate: recall,
    falsePositiveRate: share(falsePositives, negatives),
    precision: share(truePositives, called),
    recall,
    f1: positives > 0 ? (2 * truePositives) / (called + positives) : null,
    counts,
    perTenThousand: {
      truePositives: counts.truePositives * scale,
      falsePositives: counts.falsePositives * scale,
      falseNegatives: counts.falseNegatives * scale,
      trueNegatives: counts.trueNegatives * scale,
    },
  }
}

/** Index of the last threshold at or above this one. */
export function indexAt({ thresholds }: ThresholdCurve, threshold: number): number {
  let low = 0
  let high = thresholds.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (thresholds[middle] >= threshold) low = middle
    else high = middle - 1
  }
  return low
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}
