import { log } from '../../kernel/math.ts'
import { isCalled, type Threshold } from '../../metrics/curves/called.ts'
import { CLIP } from '../../metrics/entropy.ts'
import type { Totals } from '../../metrics/interval.ts'
import type { DecisionRows } from '../decision-rows.ts'
import type { DenseIds } from '../dense.ts'
import { worth } from '../../value/worth.ts'

export const QUANTITIES = [
  'positives',
  'negatives',
  'caught',
  'falseAlarms',
  'missedAmount',
  'loss',
  'predicted',
] as const satisfies readonly (keyof Totals)[]

export type Quantity = (typeof QUANTITIES)[number]

/** What each cluster adds to every metric that is made of sums; one value a cluster. */
export type ClusterSums = Readonly<Record<Quantity, Float64Array>>

/** Alerts are rows at or above their threshold; `loss` is log loss in nats and `predicted` the sum of scores. */
export function clusterSums(
  { scores, labels, amounts }: DecisionRows,
  clusters: DenseIds,
  threshold: Threshold
): ClusterSums {
  const sums = Object.fromEntries(QUANTITIES.map((name) => [name, new Float64Array(clusters.count)]))
  for (let i = 0; i < scores.length; i++) {
    const cluster = clusters.of[i]
    const isAlert = isCalled(scores[i], threshold, i)
    const p = Math.min(1 - CLIP, Math.max(CLIP, scores[i]))
    sums.loss[cluster] -= log(labels[i] === 1 ? p : 1 - p)
    sums.predicted[cluster] += scores[i]
    if (labels[i] === 1) {
      sums.positives[cluster]++
      if (isAlert) sums.caught[cluster]++
      else if (amounts) sums.missedAmount[cluster] += worth(amounts[i])
    } else {
      sums.negatives[cluster]++
      if (isAlert) sums.falseAlarms[cluster]++
    }
  }
  return sums as ClusterSums
}

/** Total of a quantity with each cluster counted as often as its weight says. */
export function weighSum(sums: Float64Array, weights: Uint8Array): number {
  let total = 0
  for (let i = 0; i < sums.length; i++) total += weights[i] * sums[i]
  return total
}
