import type { Treated } from '../../../src/core/treatments/treatment.ts'
import { CELLS, cellOf, valueOf } from './rare-rows.ts'

const STEP = 1e-4

/** Logit of each cell after training on what a treatment made of the rows, in plain float64. */
export function fitCells(treated: Treated, model: 'line' | 'free'): Float64Array {
  const { positives, negatives } = weightsOfCells(treated)
  const logits = new Float64Array(CELLS)
  if (model === 'free')
    return logits.map((_, cell) => descend([positives[cell]], [negatives[cell]], [0], treated.focal)[0])
  const values = Array.from(logits, (_, cell) => valueOf(cell))
  const [bias, slope] = descend(positives, negatives, values, treated.focal)
  return logits.map((_, cell) => bias + slope * values[cell])
}

/** Newton on bias + slope · value; slopes of the loss are differences, so that no formula of the code under test is used. */
function descend(positives: readonly number[], negatives: readonly number[], values: readonly number[], gamma: number) {
  let bias = 0
  let slope = 0
  for (let step = 0; step < 200; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-12, 0, 1e-12]
    values.forEach((x, i) => {
      const at = (z: number) => positives[i] * focalLoss(z, gamma) + negatives[i] * focalLoss(-z, gamma)
      const z = bias + slope * x
      const g = (at(z + STEP) - at(z - STEP)) / (2 * STEP)
      const h = Math.max(1e-9, (at(z + STEP) - 2 * at(z) + at(z - STEP)) / STEP ** 2)
      g0 += g
      g1 += g * x
      h00 += h
      h01 += h * x
      h11 += h * x * x
    })
    const determinant = h00 * h11 - h01 * h01
    const [toBias, toSlope] = [(h01 * g1 - h11 * g0) / determinant, (h01 * g0 - h00 * g1) / determinant]
    const size = Math.min(1, 1 / Math.hypot(toBias, toSlope))
    bias += size * toBias
    slope += size * toSlope
  }
  return [bias, slope]
}

/** Of a positive at logit z; a negative's is that of −z. */
function focalLoss(z: number, gamma: number): number {
  const p = 1 / (1 + Math.exp(-z))
  return (1 - p) ** gamma * Math.log1p(Math.exp(-z))
}

function weightsOfCells({ table, rows, weights }: Treated) {
  const positives = new Array<number>(CELLS).fill(0)
  const negatives = new Array<number>(CELLS).fill(0)
  rows.forEach((row, i) => {
    const side = table.label[row] ? positives : negatives
    side[cellOf(table, row)] += weights ? weights[i] : 1
  })
  return { positives, negatives }
}
