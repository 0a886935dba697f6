import type { Batch } from './engine.ts'

/** What the rows of a batch weigh together: as many as they are where they have no weights. */
export function totalWeight({ rows, weights }: Batch): number {
  if (!weights) return rows
  let sum = 0
  for (let row = 0; row < rows; row++) sum += weights[row]
  return sum
}
