import type { Sample } from '../metric.ts'
import { sortDescending } from '../sort/descending.ts'

/** Rows dealt into folds, so that what is fitted on the others has not seen a fold. */
export interface Folds {
  /** 0 where positives are too few to part: then nothing can be cross-fitted. */
  readonly count: number
  /** Of each row. */
  readonly of: Uint8Array
}

/**
 * For each fold the threshold of best F1 on the rows of all others, as `bestF1Threshold` gives it on these alone, from one pass over
 * one sort. 0.5 where the others have no positive.
 */
export function foldThresholds(
  scores: Float32Array,
  labels: Sample['labels'],
  { of, count }: Folds,
  { rows, keys } = sortDescending(scores)
): Float64Array {
  const n = rows.length
  let positives = 0
  /** Of each fold: its rows so far, its positives so far, and all of them. */
  const called = new Float64Array(count)
  const hits = new Float64Array(count)
  const own = new Float64Array(count)
  for (let i = 0; i < n; i++) own[of[i]] += labels[i]
  for (const found of own) positives += found
  const best = new Float64Array(count)
  const thresholds = new Float64Array(count).fill(0.5)
  let allHits = 0
  for (let i = 0; i < n;) {
    const key = keys[i]
    do {
      const row = rows[i]
      called[of[row]]++
      hits[of[row]] += labels[row]
      allHits += labels[row]
    } while (++i < n && keys[i] === key)
    for (let fold = 0; fold < count; fold++) {
      const f1 = (2 * (allHits - hits[fold])) / (i - called[fold] + positives - own[fold])
      if (!(f1 > best[fold])) continue
      best[fold] = f1
      thresholds[fold] = scores[rows[i - 1]]
    }
  }
  return thresholds
}
