import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, test } from 'vitest'
import { datasetOf } from '../../../datasets/index.ts'
import { driftKinds } from '../../../src/core/drift/kinds/index.ts'
import type { Settings } from '../../../src/core/kernel/knobs.ts'
import { createLab } from '../../../src/core/lab.ts'
import { tableKeeper } from '../../../src/core/lab/tables.ts'
import { retrainingDays } from '../../../src/core/training/retraining-days.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { parseDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { scenarios } from '../../../src/scenarios/stories/index.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
/** Few rows a day, so that weeks of traffic are quickly drawn. */
const small: Readonly<Record<string, Settings>> = {
  'payment-fraud': { customers: 2_000, rows: 10_000 },
  'ad-ctr': { rows: 60_000 },
}

function recipeFor(scenario: string, world: Settings = {}, split: Settings = {}) {
  return recipeOf(parseDocument({ scenario, world: { ...small[scenario], ...world }, split }).document)
}

const bendable = scenarios.flatMap(({ id, dataset }) =>
  driftKinds.filter(({ lever }) => datasetOf(dataset).levers.includes(lever)).map((kind) => ({ scenario: id, kind }))
)

test('every world with levers and every kind of drift that comes over it is tried', () => {
  expect(bendable.map(({ scenario, kind }) => `${scenario} ${kind.id}`)).toHaveLength(11)
})

const lab = createLab(nodeHost)
const tables = tableKeeper(nodeHost)

test.each(bendable)(
  'recent($scenario after $kind.id) is the rows of the days that were asked for',
  async ({ scenario, kind }) => {
    const recipe = recipeFor(scenario)
    const drift = { kind: kind.id, shape: 'sudden', size: 1, start: 0.5 * DAY, span: DAY } as const
    const [from, to] = [2 * DAY, 3 * DAY]
    const recent = await lab.tables.recent(recipe, { from, to, drifts: [drift] })
    const { range } = recent
    expect(recent).toEqual({ ...recipe, purpose: 'retraining', drifts: [drift], range })
    for (const [row, time] of [
      [range.from, from],
      [range.to, to],
    ]) {
      const { table } = await tables.draw(recent, { from: row - 1, to: row + 1 })
      expect(table.time[0]).toBeLessThan(time)
      expect(table.time[1]).toBeGreaterThanOrEqual(time)
    }
  }
)

const worlds: readonly (readonly [scenario: string, world: Settings, split: Settings])[] = [
  ['payment-fraud', {}, {}],
  ['payment-fraud', { labelDelay: 0.25 }, {}],
  ['payment-fraud', {}, { maturityDays: 4 }],
  ...(process.env.SKEWLAB_LONG ? [['fraud-handbook', { days: 30 }, {}] as const] : []),
]

test.each(worlds)(
  'a retraining of %s %o %o on a day says how many would do: those it has by default, which do',
  async (...world) => {
    const recipe = recipeFor(...world)
    const now = 40 * DAY
    const on = async (days: number) =>
      lab.tables.prepare(await lab.tables.recent(recipe, { from: now - days * DAY, to: now, drifts: [] }), metrics)
    const refusal = await on(1).catch((error: Error) => error.message)
    const advised = /retrain on (\d+) days, or labels in training as known then$/.exec(String(refusal))
    expect(Number(advised?.[1])).toBe(retrainingDays(recipe))
    const { rows, baseRate } = await on(retrainingDays(recipe))
    expect(rows.train * baseRate.train).toBeGreaterThan(0)
    expect(rows.validation).toBeGreaterThan(0)
  }
)

test('retrainingDays waits for no label where labels come at once, or are taken as known then', () => {
  expect(retrainingDays(recipeFor('ad-ctr'))).toBe(7)
  expect(retrainingDays(recipeFor('payment-fraud', {}, { labels: 'asKnown' }))).toBe(7)
  expect(retrainingDays(recipeFor('payment-fraud'))).toBe(17)
  expect(retrainingDays(recipeFor('fraud-handbook'))).toBe(14)
})

test('a retraining before any label has settled says on which day one can, and then one can', async () => {
  const recipe = recipeFor('payment-fraud', { labelDelay: 7 })
  const at = async (now: number, labels = recipe.split.labels) =>
    lab.tables.prepare(
      await lab.tables.recent({ ...recipe, split: { ...recipe.split, labels } }, { from: 0, to: now, drifts: [] }),
      metrics
    )
  const refusal = await at(10 * DAY).catch((error: Error) => error.message)
  const advised = /run traffic until day (\d+), or labels in training as known then$/.exec(String(refusal))
  expect(advised).not.toBeNull()
  expect((await at(Number(advised![1]) * DAY)).rows.train).toBeGreaterThan(0)
  expect((await at(10 * DAY, 'asKnown')).rows.train).toBeGreaterThan(0)
})

describe('a first training on labels that are all too young', () => {
  test('by time says how many days of rows it takes, and so many do', async () => {
    const perDay = 1_000
    const world = (days: number) => ({ labelDelay: 14, rows: days * perDay, customers: 2_000 })
    const refusal = await lab.tables
      .prepare(recipeFor('payment-fraud', world(20)), metrics)
      .catch((error: Error) => error.message)
    const advised = /choose more rows, for (\d+) days, or/.exec(String(refusal))
    expect(advised).not.toBeNull()
    const enough = await lab.tables.prepare(recipeFor('payment-fraud', world(Number(advised![1]))), metrics)
    expect(enough.rows.train).toBeGreaterThan(0)
  })

  test('in a prequential fold says which delay waits for them, and that does', async () => {
    const split = { split: 'prequential', trainDays: 5, delayDays: 0, testDays: 3 }
    const recipe = (more: Settings = {}) => recipeFor('payment-fraud', { rows: 30_000 }, { ...split, ...more })
    const refusal = await lab.tables.prepare(recipe(), metrics).catch((error: Error) => error.message)
    const advised = /choose a delay of (\d+) days \(delayDays\), or/.exec(String(refusal))
    expect(advised).not.toBeNull()
    expect((await lab.tables.prepare(recipe({ delayDays: Number(advised![1]) }), metrics)).rows.train).toBeGreaterThan(
      0
    )
  })
})
