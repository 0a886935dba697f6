import type { Sample } from './metric.ts'

/** Mean of labels or scores; not a number without rows. */
export function meanOf(values: Sample['labels']): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}
