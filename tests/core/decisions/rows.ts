import type { DecisionRows } from '../../../src/core/decisions/decision-rows.ts'
import type { Threshold } from '../../../src/core/metrics/curves/called.ts'
import type { Random } from '../../../src/core/kernel/random.ts'
import { sortDescending } from '../../../src/core/metrics/sort/descending.ts'

interface Facts {
  readonly scores: ArrayLike<number>
  readonly labels: ArrayLike<number>
  readonly times?: ArrayLike<number>
  readonly amounts?: ArrayLike<number>
  readonly customers?: ArrayLike<number>
  readonly clusters?: ArrayLike<number>
  readonly truth?: ArrayLike<number>
  readonly own?: Threshold
  readonly deployed?: number
  readonly trafficShare?: number
}

export function rowsOf(facts: Facts): DecisionRows {
  const {
    scores,
    labels,
    times,
    amounts,
    customers,
    clusters,
    truth,
    own = 0.5,
    deployed = Infinity,
    trafficShare = 1,
  } = facts
  const all = Float32Array.from(scores)
  const order = sortDescending(all)
  return {
    scores: all,
    labels: Uint8Array.from(labels),
    truth: truth ? Float32Array.from(truth) : null,
    ...{ own, deployed, order, ranked: order },
    times: times ? Float64Array.from(times) : null,
    amounts: amounts ? Float32Array.from(amounts) : null,
    customers: customers ? Uint32Array.from(customers) : null,
    clusters: clusters ? Uint32Array.from(clusters) : null,
    trafficShare,
  }
}

/** Rows whose scores are their true chances, the mean of which is about a ninth, over ten days. */
export function calibratedRows(count: number, random: Random): DecisionRows {
  const scores = Float32Array.from({ length: count }, () => random.uniform() * random.uniform() * random.uniform())
  return rowsOf({
    scores,
    labels: scores.map((p) => (random.uniform() < p ? 1 : 0)),
    times: Array.from({ length: count }, (_, i) => (i * 864_000) / (count - 1)),
    amounts: scores.map(() => Math.round(100 * random.exponential())),
    customers: scores.map(() => random.below(count / 20)),
  })
}
