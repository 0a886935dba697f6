import { sigmoid } from '../kernel/math.ts'
import { positivesIn } from '../kernel/positives.ts'
import type { Undo } from './treatment.ts'
import { applyUndo } from './undo.ts'

/** Scored rows of the real world on which a level is fitted: some of those that were trained on, as they are. */
export interface LevelRows {
  readonly logits: Float32Array
  readonly labels: Uint8Array
  /** How many rows each of these stands for, by label: negatives may be a sample. */
  readonly standsFor: readonly [negative: number, positive: number]
}

export const LEVEL_HELP =
  'Then one number is added to all logits, so that the mean score of the training rows is their base rate: right on average there, not for each score, and too low on other rows where a model has memorised its training rows.'

const FURTHEST = 30
const HALVINGS = 50

/**
 * An undo with the level that makes the mean score of the training rows, as they are, their base rate: what training without a treatment
 * does by itself. The map that is known in theory holds where the loss is at its least over all functions; the level adds what it misses
 * where a model is regularised, as trees are, or overfits its training rows. The order of scores is kept; the identity is returned unchanged.
 */
export function withLevel(undo: Undo, rows: LevelRows): Undo {
  if (undo.kind === 'identity') return undo
  const shift = (undo.shift ?? 0) + levelOf(applyUndo(undo, rows.logits, new Float64Array(rows.logits.length)), rows)
  return undo.kind === 'shift' ? { kind: 'shift', shift } : { ...undo, shift }
}

/** What is to be added to logits, by bisection; 0 where rows are all of one class, which no level would satisfy. */
function levelOf(undone: Float64Array, { labels, standsFor }: LevelRows): number {
  const positives = positivesIn(labels)
  const wanted = positives * standsFor[1]
  if (positives === 0 || positives === labels.length) return 0
  let low = -FURTHEST
  let high = FURTHEST
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    let sum = 0
    for (let row = 0; row < undone.length; row++) sum += standsFor[labels[row]] * sigmoid(undone[row] + middle)
    if (sum < wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}
