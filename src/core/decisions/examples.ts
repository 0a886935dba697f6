import { Random } from '../kernel/random.ts'
import { isCalled, type ConfusionCounts, type Threshold } from '../metrics/curves/called.ts'
import type { DecisionRows } from './decision-rows.ts'

/** A cell of the confusion matrix. */
export type Cell = keyof ConfusionCounts

export type ExampleOrder = 'newest' | 'highest' | 'lowest' | 'random'

export interface ExampleChoice {
  readonly cell: Cell
  /** Scores at or above it are called positive. */
  readonly threshold: Threshold
  readonly order: ExampleOrder
  readonly most: number
}

/**
 * Rows of one cell, at most so many, and how many there are in all; the same choice gives the same rows. `newest` takes
 * rows to come in the order of time.
 */
export function examplesOf(
  { scores, labels, order: { rows: byScore } }: DecisionRows,
  { cell, threshold, order, most }: ExampleChoice
): { readonly rows: Uint32Array; readonly total: number } {
  const wanted = cell === 'truePositives' || cell === 'falseNegatives' ? 1 : 0
  const isAlert = cell === 'truePositives' || cell === 'falsePositives'
  const random = Random.of(1).stream('examples')
  const n = scores.length
  const kept: number[] = []
  let total = 0
  for (let i = 0; i < n; i++) {
    const row = order === 'highest' ? byScore[i] : order === 'newest' ? n - 1 - i : byScore[n - 1 - i]
    if (labels[row] !== wanted || isCalled(scores[row], threshold, row) !== isAlert) continue
    // Each row seen so far is kept with the same chance (Vitter 1985, algorithm R).
    const place = kept.length < most ? kept.length : order === 'random' ? random.below(total + 1) : most
    if (place < most) kept[place] = row
    total++
  }
  return { rows: Uint32Array.from(kept), total }
}
