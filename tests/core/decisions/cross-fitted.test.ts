import { expect, it } from 'vitest'
import type { Rule } from '../../../src/core/decisions/choose.ts'
import { crossFittedCounts } from '../../../src/core/decisions/cross-fitted.ts'
import { exp } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { dealFolds } from '../../../src/core/lab/folds.ts'
import { countsAt, type ConfusionCounts } from '../../../src/core/metrics/curves/called.ts'
import { alertCost, missCost } from '../../../src/core/value/mistakes.ts'
import { rowsOf } from './rows.ts'

/** Rows whose scores tell a little of labels. */
function drawn(count: number, seed: number) {
  const random = Random.of(seed)
  const labels = Array.from({ length: count }, () => (random.uniform() < 0.1 ? 1 : 0))
  const scores = labels.map((label) => 1 / (1 + exp(3 - 1.8 * label - random.normal())))
  return rowsOf({ scores, labels })
}

const costs = { missedFlat: 20, missedShare: 0, falseAlarm: 5, review: 2 }
const rule: Rule = { by: 'cost', costs }

/** Of a row. */
function costOf({ truePositives, falsePositives, falseNegatives }: ConfusionCounts, rows: number): number {
  return (missCost(falseNegatives, 0, costs) + alertCost(truePositives, costs, truePositives + falsePositives)) / rows
}

it('crossFittedCounts(rows, folds, cheapest) costs what fresh rows cost at that threshold, where the rows that chose it cost less', () => {
  const fresh = drawn(50_000, 999)
  const sums = { tuned: 0, tried: 0, held: 0, draws: 0 }
  for (let seed = 0; seed < 300; seed++) {
    const rows = drawn(300, seed)
    const tried = crossFittedCounts(rows, dealFolds(rows.labels, null, seed), rule)
    if (!tried) continue
    const at = (of: typeof rows) => costOf(countsAt(of, tried.threshold), of.scores.length)
    sums.tuned += at(rows)
    sums.tried += costOf(tried, rows.scores.length)
    sums.held += at(fresh)
    sums.draws++
  }
  expect(sums.draws).toBeGreaterThan(295)
  const { tuned, tried, held } = sums
  expect(tuned / held).toBeLessThan(0.95)
  expect(Math.abs(tried / held - 1)).toBeLessThan(0.03)
})

it('crossFittedCounts(rows) is null without folds, and where the rule refuses all rows', () => {
  const rows = drawn(500, 1)
  const none = { count: 0, of: new Uint8Array(500) }
  expect(crossFittedCounts(rows, none, { by: 'recall', least: 0.5 })).toBeNull()
  const folds = dealFolds(rows.labels, null, 1)
  expect(crossFittedCounts(rows, folds, { by: 'precision', least: 1.1 })).toBeNull()
})
