import { sigmoid } from '../kernel/math.ts'
import { chanceAt, fitIsotonic, middleOfStep, type Isotonic } from './isotonic.ts'
import { fitPlatt, type Platt } from './platt.ts'

/** A monotone map of logits fitted on validation, as data. */
export type Recalibration = { readonly kind: 'none' } | Platt | Isotonic

/** Fitted on the logits and labels of rows that the model was not trained on; none at all fit nothing. */
export function fitRecalibration(kind: Recalibration['kind'], logits: Float32Array, labels: Uint8Array): Recalibration {
  if (kind === 'none' || logits.length === 0) return { kind: 'none' }
  return kind === 'platt' ? fitPlatt(logits, labels) : fitIsotonic(logits, labels)
}

/** Logits → probabilities, each into its place in `out`, which may be the same array. */
export function applyRecalibration<T extends Float32Array | Float64Array>(
  recalibration: Recalibration,
  logits: Float32Array | Float64Array,
  out: T
): T {
  if (recalibration.kind === 'isotonic')
    for (let i = 0; i < logits.length; i++) out[i] = chanceAt(recalibration, logits[i])
  else {
    const { slope, intercept } = recalibration.kind === 'platt' ? recalibration : { slope: 1, intercept: 0 }
    for (let i = 0; i < logits.length; i++) out[i] = sigmoid(slope * logits[i] + intercept)
  }
  return out
}

/**
 * What ranks logits as this map does, in logits: so maps that were fitted on other rows can be ranked together, whose probabilities
 * differ by chance. A flat line ties all, an isotonic step the logits on it.
 */
export function ranksOf(recalibration: Recalibration, logits: Float32Array): Float32Array {
  if (recalibration.kind === 'isotonic') return logits.map((logit) => middleOfStep(recalibration, logit))
  return recalibration.kind === 'platt' && recalibration.slope === 0 ? logits.map(() => 0) : logits.slice()
}
