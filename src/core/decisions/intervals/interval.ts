import { exp, log, logit, pow, sigmoid } from '../../kernel/math.ts'
import { tQuantile } from './t-quantile.ts'
import type { IntervalMetric } from './weighted.ts'

/** Effective clusters with positives below which no interval is given. */
export const FEWEST = 3

export interface Interval {
  readonly metric: IntervalMetric
  /** null where the metric is not defined on these rows. */
  readonly estimate: number | null
  /** 95 % interval; null where there is none, and `reason` says why. */
  readonly low: number | null
  readonly high: number | null
  readonly reason: string
}

/** Metrics between 0 and 1. */
export const SHARES: readonly IntervalMetric[] = ['auc', 'prAuc', 'precision', 'recall']
/** Draws are held this far from 0 and 1 before the logarithm. */
const EDGE = 1e-6

/**
 * 95 % interval from an estimate and its values in redraws of whole clusters: symmetric on the logit scale for shares
 * and on the log scale for the rest, as wide as Student's t with the clusters that hold positives as its sample
 * (`effective`, in Kish's sense, less one degree). Percentiles of so few clusters are too narrow: for AUC with 13
 * episodes they cover 83 %, this 94 % (tests/core/decisions/intervals/coverage.test.ts).
 */
export function intervalOf(metric: IntervalMetric, estimate: number, draws: Float64Array, effective: number): Interval {
  if (!Number.isFinite(estimate)) return none(metric, null, 'n/a')
  if (effective < FEWEST) return none(metric, estimate, 'too few independent positives for an interval')
  const known = draws.filter((value) => Number.isFinite(value))
  if (known.length < 0.9 * draws.length || known.length < 20) return none(metric, estimate, 'n/a in too many redraws')
  const isShare = SHARES.includes(metric)
  if (isShare && (estimate <= 0 || estimate >= 1)) return atEdge(metric, estimate, effective)
  if (estimate <= 0) return none(metric, estimate, 'no interval around nothing')
  const half = tQuantile(effective - 1) * spreadOf(metric, estimate, known, effective)
  const middle = isShare ? logit(estimate) : log(estimate)
  const back = isShare ? sigmoid : exp
  return { metric, estimate, low: back(middle - half), high: back(middle + half), reason: '' }
}

/**
 * Standard error on the interval's scale. Of AUC the draws themselves go to that scale, widened for the mean that few
 * clusters share: near 1 the slope at the estimate is a poor guide. Of the rest the slope does.
 */
function spreadOf(metric: IntervalMetric, estimate: number, draws: Float64Array, effective: number): number {
  if (metric !== 'auc') return deviation(draws) / (SHARES.includes(metric) ? estimate * (1 - estimate) : estimate)
  const scaled = draws.map((draw) => logit(Math.min(1 - EDGE, Math.max(EDGE, draw))))
  return deviation(scaled) * Math.sqrt(effective / (effective - 1))
}

/** All of so many clusters agree: what the rarest exception could be that is missed once in forty times. */
function atEdge(metric: IntervalMetric, estimate: number, effective: number): Interval {
  const far = pow(0.025, 1 / effective)
  return estimate >= 1
    ? { metric, estimate, low: far, high: 1, reason: '' }
    : { metric, estimate, low: 0, high: 1 - far, reason: '' }
}

function none(metric: IntervalMetric, estimate: number | null, reason: string): Interval {
  return { metric, estimate, low: null, high: null, reason }
}

function deviation(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) * (value - mean)
  return Math.sqrt(squares / (values.length - 1))
}
