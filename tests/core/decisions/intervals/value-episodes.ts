import type { ValueQuantity } from '../../../../src/core/decisions/intervals/value-intervals.ts'
import {
  valueIntervals,
  valueKinds,
  type ValueIntervals,
} from '../../../../src/core/decisions/intervals/value-intervals.ts'
import type { Interval } from '../../../../src/core/decisions/intervals/interval.ts'
import type { Random } from '../../../../src/core/kernel/random.ts'
import { decideRows, type DecidedRows } from '../../../../src/core/value/decided-rows.ts'
import type { Outcome } from '../../../../src/core/value/decision-kind.ts'
import { valueRows } from '../../value/rows.ts'

/** Two ads a request, one slot, bids of one, and P(click | examined) uniform between these: all means have a closed form. */
export const LEAST = 0.02
export const MOST = 0.4
const EXAMINED = [1, 0.5]
const one = { kind: 'auction', unit: 'dollars', settings: { slots: 1, reserve: 0 } }

/** Decisions by the truth, and by scores that tell the two ads apart by nothing. */
export function drawAuctions(requests: number, random: Random): { right: DecidedRows; blind: DecidedRows } {
  const relevance = Array.from({ length: 2 * requests }, () => LEAST + (MOST - LEAST) * random.uniform())
  const truth = relevance.map((p, row) => p * EXAMINED[row % 2])
  const rows = valueRows({
    ...{ relevance, truth, examined: EXAMINED },
    labels: truth.map((p) => (random.uniform() < p ? 1 : 0)),
    bids: truth.map(() => 1),
    sizes: Array<number>(requests).fill(2),
  })
  const decided = (scores: readonly number[], atTop: readonly number[]): DecidedRows =>
    decideRows(rows, { scores: Float32Array.from(scores), atTop: Float32Array.from(atTop), threshold: 1 }, one)!
  const mean = (LEAST + MOST) / 2
  return {
    right: decided(truth, relevance),
    blind: decided(
      truth.map((_, row) => mean * EXAMINED[row % 2]),
      truth.map(() => mean)
    ),
  }
}

/** What each comes to in ever more requests, for a thousand of them. The winner of two is worth the larger chance and pays the smaller. */
const [smaller, larger, mean] = [1 / 3, 2 / 3, 1 / 2].map((share) => 1000 * (LEAST + share * (MOST - LEAST)))
export const trueOfRight = { value: smaller, welfare: larger, chosen: 1, all: 1 } as const
export const trueOfBlind = {
  value: mean,
  welfare: mean,
  valueLost: smaller - mean,
  welfareLost: larger - mean,
  chosen: 1,
  all: 1,
} as const

export function redrawn(
  decided: DecidedRows,
  outcome: Outcome,
  { clusters = decided.rows.requests, redraws = 120, seed = 1 } = {}
): ValueIntervals {
  const steps = valueIntervals({ decided, clusters, unit: 'requests' }, { outcome, redraws, seed })
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

export function intervalIn({ intervals }: ValueIntervals, id: ValueQuantity): Interval {
  return intervals[valueKinds.findIndex((kind) => kind.id === id)]
}
