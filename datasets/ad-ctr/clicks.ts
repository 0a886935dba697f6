import { exp, pow, sigmoid } from '../../src/core/kernel/math.ts'
import { SLATE } from './fields.ts'

/** Examination by rank, as in XGBoost's position-based model after ULTRA; ranks past 10 are seen like the tenth. */
const EXAMINED = [0.68, 0.61, 0.48, 0.34, 0.28, 0.2, 0.11, 0.1, 0.08, 0.06]

/** P(examined) at positions 1 … 20. */
export function examination(positionBias: number): Float64Array {
  return Float64Array.from({ length: SLATE }, (_, i) => pow(EXAMINED[Math.min(i, EXAMINED.length - 1)], positionBias))
}

/** P(click | examined) as a function of a logit: four coefficients of a cubic for each step. */
export type ClickCurve = Float64Array

const REACH = 30
const STEPS = 16

/**
 * E[sigmoid(logit + deviation · Z)], Z standard normal, on a grid: the integral by the trapezoidal rule, which converges
 * geometrically for a function this smooth, and cubic interpolation between. Within 1e-7 for deviations up to 3.
 */
export function clickCurve(deviation: number): ClickCurve {
  const nodes: { at: number; weight: number }[] = []
  for (let z = -9; z <= 9; z += 0.25) nodes.push({ at: z * deviation, weight: exp((-z * z) / 2) })
  const total = nodes.reduce((sum, node) => sum + node.weight, 0)
  return cubicsThrough(
    Float64Array.from({ length: 2 * REACH * STEPS + 1 }, (_, i) => {
      const logit = i / STEPS - REACH
      if (deviation === 0) return sigmoid(logit)
      return nodes.reduce((sum, node) => sum + node.weight * sigmoid(logit + node.at), 0) / total
    })
  )
}

/** Reads a curve; logits beyond ±29.9 count as that. */
export function clickProbability(curve: ClickCurve, logit: number): number {
  const place = (Math.max(-29.9, Math.min(29.9, logit)) + REACH) * STEPS
  const i = Math.floor(place)
  const t = place - i
  return curve[4 * i] + t * (curve[4 * i + 1] + t * (curve[4 * i + 2] + t * curve[4 * i + 3]))
}

function cubicsThrough(values: Float64Array): ClickCurve {
  const curve = new Float64Array(4 * values.length)
  for (let i = 1; i < values.length - 2; i++) {
    const [a, b, c, d] = values.subarray(i - 1, i + 3)
    curve[4 * i] = b
    curve[4 * i + 1] = c - a / 3 - b / 2 - d / 6
    curve[4 * i + 2] = (a + c) / 2 - b
    curve[4 * i + 3] = (d - a) / 6 + (b - c) / 2
  }
  return curve
}
