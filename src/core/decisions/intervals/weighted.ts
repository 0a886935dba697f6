import type { DecisionRows } from '../decision-rows.ts'
import { denseIds, type DenseIds } from '../dense.ts'
import type { CostSettings } from '../knobs.ts'
import { clusterSums, weighSum, type ClusterSums } from './cluster-sums.ts'
import { rankRows, rankWeighted, type RankedRows } from './ranked-rows.ts'

/** What intervals are made of, in the order in which `weightedMetrics` writes them. */
export const intervalMetrics = ['auc', 'prAuc', 'precision', 'recall', 'cost', 'logLoss', 'calibration'] as const

export type IntervalMetric = (typeof intervalMetrics)[number]

export interface Cut {
  /** Scores at or above it are alerts. */
  readonly threshold: number
  readonly costs: CostSettings
}

/** Rows made ready to be measured again and again under other weights of their clusters. */
export interface Clustered {
  readonly clusters: DenseIds
  readonly ranked: RankedRows
  readonly sums: ClusterSums
  readonly costs: CostSettings
}

/** Where rows have no clusters, each is one of its own. */
export function clustered(rows: DecisionRows, { threshold, costs }: Cut): Clustered {
  const clusters = rows.clusters ? denseIds(rows.clusters) : eachAlone(rows.scores.length)
  return { clusters, ranked: rankRows(rows, clusters), sums: clusterSums(rows, clusters, threshold), costs }
}

/**
 * The metrics with each row counted as often as its cluster's weight says; `cost` is that of 10,000 rows at the cut and
 * `calibration` mean score over base rate. Not a finite number where there is none.
 */
export function weightedMetrics({ ranked, sums, costs }: Clustered, weights: Uint8Array, out: Float64Array): void {
  const positives = weighSum(sums.positives, weights)
  const caught = weighSum(sums.caught, weights)
  const falseAlarms = weighSum(sums.falseAlarms, weights)
  const rows = positives + weighSum(sums.negatives, weights)
  const lost = (positives - caught) * costs.missedFlat + weighSum(sums.missedAmount, weights) * costs.missedShare
  const spent = falseAlarms * costs.falseAlarm + (caught + falseAlarms) * costs.review
  rankWeighted(ranked, weights, out)
  out[2] = caught / (caught + falseAlarms)
  out[3] = caught / positives
  out[4] = ((lost + spent) / rows) * 10_000
  out[5] = weighSum(sums.loss, weights) / rows
  out[6] = weighSum(sums.predicted, weights) / positives
}

function eachAlone(count: number): DenseIds {
  return { of: Uint32Array.from({ length: count }, (_, i) => i), count }
}
