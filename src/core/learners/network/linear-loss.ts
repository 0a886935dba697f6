import type { Batch } from '../../engines/engine.ts'
import { exp, log } from '../../kernel/math.ts'

/** What a linear network's parameters are fitted to: encoded rows, and the penalty on all weights but the bias. */
export interface LinearFit {
  readonly batch: Batch
  readonly numeric: number
  readonly fields: number
  /** λ of ½λ‖w‖². */
  readonly l2: number
}

/** Prevents a division by zero for a weight that has neither rows nor a penalty. */
const LEAST_CURVATURE = 1e-9

/**
 * Penalised mean log loss of logistic regression, Σ w · loss / n + ½λ‖w‖², over parameters in the order of `parametersOf`: bias, numbers,
 * values. `logLoss` is that of the last call without the penalty, Σ w · loss / Σ w.
 */
export function linearLoss({ batch, numeric, fields, l2 }: LinearFit) {
  const { rows, labels, weights, codes } = batch
  const numbers = batch.numeric
  const firstValue = 1 + numeric
  let weighed = rows
  if (weights) {
    weighed = 0
    for (let row = 0; row < rows; row++) weighed += weights[row]
  }
  let logLoss = NaN

  // A hot loop: every row of the training part at each step.
  function objective(at: Float64Array, slope: Float64Array): number {
    slope.fill(0)
    let sum = 0
    for (let row = 0; row < rows; row++) {
      const firstNumber = row * numeric
      const firstCode = row * fields
      let z = at[0]
      for (let i = 0; i < numeric; i++) z += at[1 + i] * numbers[firstNumber + i]
      for (let f = 0; f < fields; f++) z += at[firstValue + codes[firstCode + f]]
      const e = exp(z < 0 ? z : -z)
      const p = z < 0 ? e / (1 + e) : 1 / (1 + e)
      const weight = weights ? weights[row] : 1
      const label = labels[row]
      sum += weight * (log(1 + e) + (z > 0 ? z : 0) - label * z)
      const error = weight * (p - label)
      slope[0] += error
      for (let i = 0; i < numeric; i++) slope[1 + i] += error * numbers[firstNumber + i]
      for (let f = 0; f < fields; f++) slope[firstValue + codes[firstCode + f]] += error
    }
    logLoss = sum / weighed
    slope[0] /= rows
    let squares = 0
    for (let i = 1; i < at.length; i++) {
      slope[i] = slope[i] / rows + l2 * at[i]
      squares += at[i] * at[i]
    }
    return sum / rows + 0.5 * l2 * squares
  }

  /** About the second derivative in the direction of each parameter, where every row has the chance p: p (1 − p) Σ w x² / n + λ. */
  function curvature(p: number, size: number): Float64Array {
    const along = new Float64Array(size)
    for (let row = 0; row < rows; row++) {
      const weight = weights ? weights[row] : 1
      along[0] += weight
      for (let i = 0; i < numeric; i++) {
        const number = numbers[row * numeric + i]
        along[1 + i] += weight * number * number
      }
      for (let f = 0; f < fields; f++) along[firstValue + codes[row * fields + f]] += weight
    }
    const most = Math.max(1e-6, p * (1 - p)) / rows
    return along.map((sum, i) => most * sum + (i > 0 ? l2 : 0) + LEAST_CURVATURE)
  }

  return { objective, curvature, logLoss: () => logLoss }
}

/** Logits of encoded rows under these parameters. */
export function scoreLinear(
  { batch, numeric, fields }: Pick<LinearFit, 'batch' | 'numeric' | 'fields'>,
  at: Float64Array,
  out: Float32Array,
  from = 0
): void {
  for (let row = 0; row < batch.rows; row++) {
    let z = at[0]
    for (let i = 0; i < numeric; i++) z += at[1 + i] * batch.numeric[row * numeric + i]
    for (let f = 0; f < fields; f++) z += at[1 + numeric + batch.codes[row * fields + f]]
    out[from + row] = z
  }
}
