/** Where scores are cut: one threshold for all rows, or one a row, as on validation, where each fold has its own. */
export type Threshold = number | Float32Array

interface Scored {
  readonly scores: Float32Array
  readonly labels: ArrayLike<number>
}

export interface ConfusionCounts {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
}

/** Whether a row is called positive: its score is at or above its threshold. Whatever counts alerts asks this. */
export function isCalled(score: number, threshold: Threshold, row: number): boolean {
  return score >= (typeof threshold === 'number' ? threshold : threshold[row])
}

/** The confusion matrix, exact at any threshold. A fractional label is that much of a positive and the rest of a negative. */
export function countsAt({ scores, labels }: Scored, threshold: Threshold): ConfusionCounts {
  let called = 0
  let truePositives = 0
  let positives = 0
  for (let i = 0; i < scores.length; i++) {
    positives += labels[i]
    if (!isCalled(scores[i], threshold, i)) continue
    called++
    truePositives += labels[i]
  }
  const falsePositives = called - truePositives
  return {
    truePositives,
    falsePositives,
    falseNegatives: positives - truePositives,
    trueNegatives: scores.length - positives - falsePositives,
  }
}
