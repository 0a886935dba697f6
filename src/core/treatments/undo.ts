import { exp, log } from '../kernel/math.ts'
import { type Undo, UNBENT } from './treatment.ts'

/** Undoes learnt odds that are this many times those of the real world. */
export function undoOdds(factor: number): Undo {
  return factor === 1 ? UNBENT : { kind: 'shift', shift: -log(factor) }
}

/** Logits as trained → logits of the real world, each into its place in `out`, which may be the same array. */
export function applyUndo<T extends Float32Array | Float64Array>(
  undo: Undo,
  logits: Float32Array | Float64Array,
  out: T
): T {
  const shift = undo.kind === 'identity' ? 0 : (undo.shift ?? 0)
  if (undo.kind === 'focal') for (let i = 0; i < logits.length; i++) out[i] = undoFocal(logits[i], undo.gamma) + shift
  else for (let i = 0; i < logits.length; i++) out[i] = logits[i] + shift
  return out
}

/**
 * Logit of the true chance q at which the focal loss is least at a trained logit z, in closed form: where its expected
 * slope is 0, q / (1 − q) = p^γ (p − γ (1 − p) ln(1 − p)) / ((1 − p)^γ (1 − p − γ p ln p)). Rises with z for every
 * γ ≥ 0 (Charoenphakdee et al. 2021, "On focal loss for class-posterior probability estimation", theorem 11).
 */
export function undoFocal(z: number, gamma: number): number {
  // Odd in z; on the negative side nothing cancels. With e = p / (1 − p), −ln(1 − p) = ln(1 + e) and −ln p = ln(1 + e) − z.
  if (z > 0) return -undoFocal(-z, gamma)
  const e = exp(z)
  const b = log1p(e)
  const a = b - z
  return (gamma + 1) * z + log(1 + gamma * (e > 0 ? b / e : 1)) - log1p(gamma * (e > 0 ? e * a : 0))
}

/** ln(1 + x) of x ≥ 0, exact for small x (Kahan's correction). */
function log1p(x: number): number {
  const sum = 1 + x
  return sum === 1 ? x : (log(sum) * x) / (sum - 1)
}

/** The logit at which a focal loss holds rows of one true chance: what `undoFocal` takes back, by bisection. */
export function bendFocal(logit: number, gamma: number): number {
  let low = -40
  let high = 40
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (undoFocal(middle, gamma) < logit) low = middle
    else high = middle
  }
  return (low + high) / 2
}
