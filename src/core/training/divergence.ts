import { log } from '../kernel/math.ts'

/** Rows seen from which on a loss is held against the limit: fresh weights of a network may begin far above it. */
export const FIRST_CHECKED = 2000

/**
 * Mean log loss over `rows` above which a training has exploded: three times what the trivial predictor would show, with
 * one standard deviation of how many positives such a window holds.
 */
export function explosionLimit(baseRate: number, rows: number): number {
  const p = Math.min(0.5, Math.max(1 / (rows + 1), baseRate))
  const entropy = -p * log(p) - (1 - p) * log(1 - p)
  const spread = (Math.sqrt(rows * p) / rows) * -log(p)
  return 3 * (entropy + spread)
}
