import type { MetricInterval, Totals } from '../../metrics/interval.ts'
import { metrics } from '../../metrics/index.ts'
import type { Metric } from '../../metrics/metric.ts'
import type { CostSettings } from '../../value/cost-knobs.ts'
import { alertCost, missCost } from '../../value/mistakes.ts'

/** A number that has an interval: a metric that says how, or what a cut at the threshold does. */
export interface IntervalKind extends Omit<MetricInterval, 'of'> {
  readonly id: string
  readonly label: string
  /** How its values are written. */
  readonly writtenAs: 'metric' | 'share' | 'amount'
  /** Not a finite number where there is none. */
  readonly of: (totals: Readonly<Totals>, costs: CostSettings) => number
}

const shares: readonly IntervalKind[] = [
  {
    id: 'precision',
    label: 'Precision',
    writtenAs: 'share',
    scale: 'logit',
    transformsDraws: false,
    per: 'alerts',
    of: ({ caught, falseAlarms }) => caught / (caught + falseAlarms),
  },
  {
    id: 'recall',
    label: 'Recall',
    writtenAs: 'share',
    scale: 'logit',
    transformsDraws: false,
    per: 'positives',
    of: ({ caught, positives }) => caught / positives,
  },
]

const cost: IntervalKind = {
  id: 'cost',
  label: 'Cost per 10,000',
  writtenAs: 'amount',
  scale: 'log',
  transformsDraws: false,
  per: 'positives',
  of: costOf,
}

const calibration: IntervalKind = {
  id: 'calibration',
  label: 'Mean score over base rate',
  writtenAs: 'amount',
  scale: 'log',
  transformsDraws: false,
  per: 'positives',
  of: ({ predicted, positives }) => predicted / positives,
}

const ofMetrics = metrics.flatMap(({ id, label, interval }: Metric): IntervalKind[] =>
  interval ? [{ id, label, writtenAs: 'metric', ...interval }] : []
)

/** What intervals are made of: first what lies between 0 and 1, then what lies above 0. `cost` is that of 10,000 rows at the cut. */
export const intervalKinds: readonly IntervalKind[] = [
  ...ofMetrics.filter(({ scale }) => scale === 'logit'),
  ...shares,
  cost,
  ...ofMetrics.filter(({ scale }) => scale === 'log'),
  calibration,
]

/** Ids of the kinds, in their order. */
export const intervalMetrics: readonly string[] = intervalKinds.map(({ id }) => id)

export function intervalKindOf(id: string): IntervalKind {
  return intervalKinds.find((kind) => kind.id === id)!
}

function costOf(totals: Readonly<Totals>, costs: CostSettings): number {
  const { positives, negatives, caught, falseAlarms, missedAmount } = totals
  const lost = missCost(positives - caught, missedAmount, costs)
  const spent = alertCost(caught, costs, caught + falseAlarms)
  return ((lost + spent) / (positives + negatives)) * 10_000
}
