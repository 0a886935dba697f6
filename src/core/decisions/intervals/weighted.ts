import type { Threshold } from '../../metrics/curves/called.ts'
import type { Totals } from '../../metrics/interval.ts'
import type { DecisionRows } from '../decision-rows.ts'
import { denseIds, type DenseIds } from '../dense.ts'
import type { CostSettings } from '../../value/cost-knobs.ts'
import { clusterSums, QUANTITIES, weighSum, type ClusterSums } from './cluster-sums.ts'
import { intervalKinds } from './metrics.ts'
import { rankRows, rankWeighted, type RankedRows } from './ranked-rows.ts'

export interface Cut {
  /** Scores at or above it are alerts; one for all rows, or one a row. */
  readonly threshold: Threshold
  readonly costs: CostSettings
}

/** Rows made ready to be measured again and again under other weights of their clusters. */
export interface Clustered {
  readonly clusters: DenseIds
  readonly ranked: RankedRows
  readonly sums: ClusterSums
  readonly costs: CostSettings
  /** Room for those of one measurement. */
  readonly totals: Totals
}

/** Where rows have no clusters, each is one of its own. */
export function clustered(rows: DecisionRows, { threshold, costs }: Cut): Clustered {
  const clusters = rows.clusters ? denseIds(rows.clusters) : eachAlone(rows.scores.length)
  const sums = clusterSums(rows, clusters, threshold)
  const totals = Object.fromEntries(
    [...QUANTITIES, 'area', 'averagePrecision'].map((name) => [name, 0])
  ) as unknown as Totals
  return { clusters, ranked: rankRows(rows, clusters), sums, costs, totals }
}

/** The metrics, in the order of `intervalKinds`, with each row counted as often as its cluster's weight says. */
export function weightedMetrics(
  { ranked, sums, costs, totals }: Clustered,
  weights: Uint8Array,
  out: Float64Array
): void {
  for (const name of QUANTITIES) totals[name] = weighSum(sums[name], weights)
  rankWeighted(ranked, weights, totals)
  for (let metric = 0; metric < out.length; metric++) out[metric] = intervalKinds[metric].of(totals, costs)
}

function eachAlone(count: number): DenseIds {
  return { of: Uint32Array.from({ length: count }, (_, i) => i), count }
}
