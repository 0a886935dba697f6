import { DAY } from '../../../../src/core/kernel/time.ts'
import { expect, test } from 'vitest'
import { datasetOf } from '../../../../datasets/index.ts'
import { bendWorld } from '../../../../src/core/drift/kinds/index.ts'
import { defaultsOf, type Settings } from '../../../../src/core/kernel/knobs.ts'
import { aucOf } from '../../../../src/core/metrics/kinds/auc.ts'
import { averagePrecision } from '../../../../src/core/metrics/kinds/pr-auc.ts'
import { sortDescending } from '../../../../src/core/metrics/sort/descending.ts'

/** What the true probabilities of some days reach in expectation, with the base rate raised as far as it goes or not at all. */
async function reached(id: string, world: Settings, days: readonly [number, number], isRaised: boolean) {
  const kind = datasetOf(id)
  const straight = await kind.create({ ...defaultsOf(kind.knobs), ...world } as Parameters<typeof kind.create>[0], 1)
  const drift = { kind: 'base-rate', shape: 'sudden', size: 1, start: 0, span: DAY } as const
  const bent = isRaised ? bendWorld(straight, [drift]) : straight
  const [from, to] = days.map((day) => bent.rowAt(day * DAY))
  const { probability } = bent.draw({ from, to }).truth!
  const order = sortDescending(probability)
  const rate = probability.reduce((sum, p) => sum + p, 0) / probability.length
  return { rate, auc: aucOf(order, probability)!, prAuc: averagePrecision(order, probability)! }
}

test('raising every chance by the same log-odds lowers the AUC of the truth by 0.02 to 0.04, and raises PR AUC', async () => {
  const [plain, raised] = [await reached('ad-ctr', {}, [1, 1.4], false), await reached('ad-ctr', {}, [1, 1.4], true)]
  expect(raised.rate / plain.rate).toBeGreaterThan(1.8)
  expect(plain.auc - raised.auc).toBeGreaterThan(0.02)
  expect(plain.auc - raised.auc).toBeLessThan(0.04)
  expect(raised.prAuc).toBeGreaterThan(plain.prAuc + 0.04)
})

test('more frauds of the same looks leave the AUC of the truth within 0.01, and raise PR AUC', async () => {
  const world = { customers: 2_000, baseRate: 0.01 }
  const of = (isRaised: boolean) => reached('payment-fraud', world, [8, 16], isRaised)
  const [plain, raised] = [await of(false), await of(true)]
  expect(raised.rate / plain.rate).toBeGreaterThan(2)
  expect(Math.abs(raised.auc - plain.auc)).toBeLessThan(0.01)
  expect(raised.prAuc).toBeGreaterThan(plain.prAuc)
})
