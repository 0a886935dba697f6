import type { BoostJob } from './boost-job.ts'
import { NUMBER, OP } from './job.ts'
import { SLICE_ROWS } from './layout.ts'
import type { TreeMemory } from './tree-memory.ts'

/** 2^30, and what sums in a double are exact up to, with a bit to spare. */
const MOST_UNITS = 1_073_741_824
const LARGEST_SUM = 4_503_599_627_370_496

/** Notes each row's target, or its weight, negative where its label is 0, and gives the sums that make the prior. */
export function signWeights(
  { layout, floats }: TreeMemory,
  { table, rows, weights, targets }: Pick<BoostJob, 'table' | 'rows' | 'weights' | 'targets'>
): { total: number; positive: number } {
  const at = layout.at.signed / 4
  let total = 0
  let positive = 0
  if (targets) {
    floats.set(targets, at)
    // Rows that only fill up the last four are far on the side of their target: they have no loss.
    floats.fill(-100, layout.at.margins / 4 + layout.rows, layout.at.margins / 4 + layout.padded)
    for (let i = 0; i < rows.length; i++) positive += targets[i]
    return { total: rows.length, positive }
  }
  for (let i = 0; i < rows.length; i++) {
    const weight = weights ? weights[i] : 1
    const isPositive = table.label[rows[i]]
    floats[at + i] = isPositive ? weight : -weight
    total += weight
    if (isPositive) positive += weight
  }
  if (!(total > 0)) throw new Error(`invalid weights: they add up to ${total}; expected more than 0`)
  return { total, positive }
}

/** Works out each row's gradient and hessian at its margin; gives the sum of the weighted log losses. */
export function fillPairs(shop: TreeMemory, { settings, weights, targets, focal = 0 }: BoostJob): number {
  const { layout, numbers, doubles } = shop
  const units = unitsOf(layout.rows, weights)
  // The focal loss is steeper: its slopes stay below 2, its second derivatives below 1.
  numbers[NUMBER.gradientUnits] = focal ? units / 2 : units
  numbers[NUMBER.hessianUnits] = focal ? units : 4 * units
  numbers[NUMBER.lambda] = settings.lambda
  numbers[NUMBER.least] = settings.minChildWeight
  numbers[NUMBER.focal] = focal
  const slices = Math.ceil(layout.padded / SLICE_ROWS)
  shop.run(
    targets ? OP.softPairs : OP.pairs,
    Array.from({ length: slices }, () => [])
  )
  let sum = 0
  for (let slice = 0; slice < slices; slice++) sum += doubles[layout.at.losses / 8 + slice]
  return sum
}

/**
 * Into how many parts 1 is cut, a power of two, so that a pair's numbers fit 32 bits and their sums a double: gradients reach the largest
 * weight, hessians a quarter of it.
 */
function unitsOf(rows: number, weights: Float32Array | null): number {
  let largest = 1
  if (weights) for (let i = 0; i < weights.length; i++) largest = Math.max(largest, weights[i])
  let units = MOST_UNITS
  while (units * rows > LARGEST_SUM) units /= 2
  for (let size = 1; size < largest; size *= 2) units /= 2
  return units
}
