import type { CostSettings } from '../../value/cost-knobs.ts'
import { alertCost, missCost } from '../../value/mistakes.ts'
import type { Quantity } from './cluster-sums.ts'

/** Sums over rows, each counted as often as its cluster's weight says, and what ranking those rows gives. */
export type Totals = Record<Quantity | 'auc' | 'prAuc', number>

/** A metric that has an interval. */
export interface MetricWithInterval<Id extends string = string> {
  readonly id: Id
  /** Where its interval is symmetric: `logit` for what lies between 0 and 1, `log` for what lies above 0, `plain` for what may be anything. */
  readonly scale: 'logit' | 'log' | 'plain'
  /** Whether redraws go to that scale one by one; the others by the slope at the estimate. */
  readonly bends: boolean
  /** What it is a mean over, in the plural, so that too few of them leave it open. */
  readonly per: string
}

interface IntervalKind extends MetricWithInterval {
  readonly per: 'positives' | 'alerts'
  /** Not a finite number where there is none. */
  readonly of: (totals: Totals, costs: CostSettings) => number
}

/** What intervals are made of; `cost` is that of 10,000 rows at the cut, `calibration` mean score over base rate. */
export const intervalKinds = [
  { id: 'auc', scale: 'logit', bends: true, per: 'positives', of: ({ auc }) => auc },
  { id: 'prAuc', scale: 'logit', bends: false, per: 'positives', of: ({ prAuc }) => prAuc },
  {
    id: 'precision',
    scale: 'logit',
    bends: false,
    per: 'alerts',
    of: ({ caught, falseAlarms }) => caught / (caught + falseAlarms),
  },
  {
    id: 'recall',
    scale: 'logit',
    bends: false,
    per: 'positives',
    of: ({ caught, positives }) => caught / positives,
  },
  { id: 'cost', scale: 'log', bends: false, per: 'positives', of: costOf },
  {
    id: 'logLoss',
    scale: 'log',
    bends: false,
    per: 'positives',
    of: ({ loss, positives, negatives }) => loss / (positives + negatives),
  },
  {
    id: 'calibration',
    scale: 'log',
    bends: false,
    per: 'positives',
    of: ({ predicted, positives }) => predicted / positives,
  },
] as const satisfies readonly IntervalKind[]

export type IntervalMetric = (typeof intervalKinds)[number]['id']

export const intervalMetrics: readonly IntervalMetric[] = intervalKinds.map(({ id }) => id)

/** Metrics between 0 and 1. */
export const SHARES: readonly IntervalMetric[] = intervalKinds
  .filter(({ scale }) => scale === 'logit')
  .map(({ id }) => id)

function costOf(totals: Totals, costs: CostSettings): number {
  const { positives, negatives, caught, falseAlarms, missedAmount } = totals
  const lost = missCost(positives - caught, missedAmount, costs)
  const spent = alertCost(caught, costs, caught + falseAlarms)
  return ((lost + spent) / (positives + negatives)) * 10_000
}
