import { exp, log } from '../../kernel/math.ts'

const MOST_STEPS = 12
/** Beyond this an exponential says nothing that a bound could use. */
const MOST_EXPONENT = 50

/**
 * ln of an upper bound of P(Σ gᵢ (yᵢ − pᵢ) ≥ excess) for independent yᵢ that are 1 with chance pᵢ: min over t of
 * Σ ln(1 + pᵢ (e^{t gᵢ} − 1)) − t (Σ gᵢ pᵢ + excess) (Chernoff 1952). Any t gives a bound; Newton's steps find the best.
 */
export function logChance(influence: Float64Array, truth: Float32Array, excess: number): number {
  let [mean, variance, steepest] = [0, 0, 0]
  for (let i = 0; i < truth.length; i++) {
    mean += influence[i] * truth[i]
    variance += influence[i] * influence[i] * truth[i] * (1 - truth[i])
    steepest = Math.max(steepest, Math.abs(influence[i]))
  }
  if (!(variance > 0 && excess > 0)) return 0
  const most = MOST_EXPONENT / steepest
  let t = Math.min(most, excess / variance)
  let best = 0
  for (let step = 0; step < MOST_STEPS; step++) {
    let [bound, slope, curvature] = [0, 0, 0]
    for (let i = 0; i < truth.length; i++) {
      const g = influence[i]
      const p = truth[i]
      const grown = p * exp(t * g)
      const whole = 1 - p + grown
      const tilted = grown / whole
      bound += log(whole)
      slope += g * tilted
      curvature += g * g * tilted * (1 - tilted)
    }
    best = Math.min(best, bound - t * (mean + excess))
    const next = Math.min(most, Math.max(0, t + (mean + excess - slope) / curvature))
    if (!(Math.abs(next - t) > 1e-3 * t)) break
    t = next
  }
  return best
}
