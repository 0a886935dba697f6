import type { Totals } from '../../metrics/interval.ts'
import type { DecisionRows } from '../decision-rows.ts'
import type { DenseIds } from '../dense.ts'

/** Rows laid out so that one pass over them ranks them under any weights, quickly where positives are rare. */
export interface RankedRows {
  /** Cluster of each row, highest score first; among tied rows negatives come first. */
  readonly clusterOf: Uint32Array
  /** Of each run of tied rows with a positive, three places: its first row, its first positive, and its end. */
  readonly ties: Uint32Array
}

export function rankRows({ ranked, labels }: DecisionRows, clusters: DenseIds): RankedRows {
  const { rows, keys } = ranked
  const n = rows.length
  const clusterOf = new Uint32Array(n)
  const ties: number[] = []
  for (let i = 0; i < n;) {
    const start = i
    let next = start
    do if (labels[rows[i]] === 0) clusterOf[next++] = clusters.of[rows[i]]
    while (++i < n && keys[i] === keys[start])
    if (next === i) continue
    ties.push(start, next, i)
    for (let j = start; j < i; j++) if (labels[rows[j]] === 1) clusterOf[next++] = clusters.of[rows[j]]
  }
  return { clusterOf, ties: Uint32Array.from(ties) }
}

/**
 * AUC and average precision with each row counted as often as its cluster's weight says, into `out`; not a number
 * without positives or without negatives.
 */
export function rankWeighted(
  { clusterOf, ties }: RankedRows,
  weights: Uint8Array,
  out: Pick<Totals, 'area' | 'averagePrecision'>
): void {
  let positives = 0
  let negatives = 0
  let area = 0
  let precisions = 0
  let from = 0
  // Hot loop: tests/bench/rows/intervals.ts
  for (let tie = 0; tie < ties.length; tie += 3) {
    const above = weigh(clusterOf, weights, from, ties[tie])
    const tied = weigh(clusterOf, weights, ties[tie], ties[tie + 1])
    const hits = weigh(clusterOf, weights, ties[tie + 1], ties[tie + 2])
    area += above * positives + tied * (positives + hits / 2)
    positives += hits
    negatives += above + tied
    if (hits > 0) precisions += (hits * positives) / (positives + negatives)
    from = ties[tie + 2]
  }
  const below = weigh(clusterOf, weights, from, clusterOf.length)
  area += below * positives
  negatives += below
  out.area = area / (positives * negatives)
  out.averagePrecision = precisions / positives
}

function weigh(clusterOf: Uint32Array, weights: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += weights[clusterOf[i]]
  return sum
}
