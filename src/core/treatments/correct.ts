import { applyRecalibration, type Recalibration } from './recalibration.ts'
import type { Undo } from './treatment.ts'
import { applyUndo } from './undo.ts'

/** A model's logits become probabilities of the real world, in place: undone first, then recalibrated. */
export function correctScores(
  { undo, recalibration }: { readonly undo: Undo; readonly recalibration: Recalibration },
  logits: Float32Array
): Float32Array {
  if (undo.kind !== 'identity') applyUndo(undo, logits, logits)
  return applyRecalibration(recalibration, logits, logits)
}
