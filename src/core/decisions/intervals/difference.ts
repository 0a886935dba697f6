import type { Bootstrap } from './bootstrap.ts'
import { FEWEST } from './interval.ts'
import { intervalMetrics } from './metrics.ts'
import { tQuantile } from './t-quantile.ts'

export interface Difference {
  readonly metric: string
  readonly estimate: number
  /** 95 % interval: where it holds 0, these rows cannot tell the two apart. */
  readonly low: number
  readonly high: number
}

/**
 * By how much one model beats another on the same rows, from redraws that are pairs: what both owe to the same rows
 * cancels, so it is far narrower than their own intervals suggest. null where a value is missing, or rests on too few of
 * its positives or alerts.
 * @throws where the redraws are not of the same rows
 */
export function differenceOf(model: Bootstrap, other: Bootstrap, metric: string): Difference | null {
  if (model.rows !== other.rows || model.clusters !== other.clusters || model.redraws !== other.redraws)
    throw new Error(
      `invalid pair: ${model.redraws} redraws of ${model.rows} rows and ${other.redraws} of ${other.rows}; expected the same`
    )
  const at = intervalMetrics.indexOf(metric)
  const [{ estimate: a, effective }, { estimate: b, effective: ofOther }] = [model.intervals[at], other.intervals[at]]
  const fewer = Math.min(effective, ofOther)
  if (a === null || b === null || fewer < FEWEST) return null
  const apart = model.draws[at].map((value, i) => value - other.draws[at][i]).filter(Number.isFinite)
  if (apart.length < 0.9 * model.redraws) return null
  const mean = apart.reduce((sum, value) => sum + value, 0) / apart.length
  const squares = apart.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  const half = tQuantile(fewer - 1) * Math.sqrt(squares / (apart.length - 1))
  return { metric, estimate: a - b, low: a - b - half, high: a - b + half }
}
