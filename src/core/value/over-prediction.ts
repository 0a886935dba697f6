import type { Decisions, ValueRows } from './decision-kind.ts'

/**
 * Mean predicted P(positive) over the mean of what came, 1 where it is right: among the chosen rows and among all. Scores are those of rows
 * where they were logged, where labels fell too. To choose the largest scores is to choose those that are too large, so even a model that
 * is right on average promises too much of what it chooses (the winner's curse: Thaler 1988; Smith and Winkler 2006).
 */
export interface OverPrediction {
  readonly chosen: Promised
  readonly all: Promised
}

export interface Promised {
  readonly rows: number
  readonly predicted: number
  /** Over the mean label; null without positives. */
  readonly labels: number | null
  /** Over the mean true probability; null where it is not known. */
  readonly expected: number | null
}

export function overPrediction(
  scores: Float32Array,
  { labels, truth }: Pick<ValueRows, 'labels' | 'truth'>,
  { place }: Pick<Decisions, 'place'>
): OverPrediction {
  const promised = (isOf: (row: number) => boolean): Promised => {
    let [rows, predicted, positives, chances] = [0, 0, 0, 0]
    for (let row = 0; row < scores.length; row++) {
      if (!isOf(row)) continue
      rows++
      predicted += scores[row]
      positives += labels[row]
      if (truth) chances += truth[row]
    }
    return {
      rows,
      predicted: rows > 0 ? predicted / rows : 0,
      labels: positives > 0 ? predicted / positives : null,
      expected: truth && chances > 0 ? predicted / chances : null,
    }
  }
  return { chosen: promised((row) => place[row] > 0), all: promised(() => true) }
}
