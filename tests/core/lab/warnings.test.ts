import { describe, expect, it } from 'vitest'
import type { ImportPlan } from '../../../datasets/imports/plan.ts'
import { withColumn } from '../../../datasets/imports/choices.ts'
import { inspectFile } from '../../../datasets/imports/index.ts'
import type { Settings } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { createLab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { parseDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const

async function recipe(lines: readonly string[], split: Settings, correct = (plan: ImportPlan) => plan) {
  const blob = new Blob([[...lines, ''].join('\n')])
  const { plan } = await inspectFile(blob, withColumn({}, 'label', { role: 'label' }))
  const file = {
    name: 'rows.csv',
    fingerprint: `${blob.size}`,
    blob,
    plan: correct(plan),
  }
  return recipeOf({ ...parseDocument({ scenario: 'own-data', split }).document, file })
}

async function prepared(lines: readonly string[], split: Settings) {
  return createLab(nodeHost).tables.prepare(await recipe(lines, split), metrics)
}

/** Rows of which these are positive, each with a number of its own. */
function rows(count: number, isPositive: (row: number) => boolean, header = 'x'): string[] {
  const random = Random.of(3).stream('rows')
  const cells = (row: number): string =>
    header === 'x' ? random.normal().toFixed(5) : `${row * 60},${random.normal().toFixed(5)}`
  return [`${header},label`, ...Array.from({ length: count }, (_, row) => `${cells(row)},${isPositive(row) ? 1 : 0}`)]
}

const random = { split: 'random' }
const byTime = { split: 'time' }
const spoiling = (data: { warnings?: readonly { text: string; spoilsMetrics: boolean }[] }) =>
  (data.warnings ?? []).filter(({ spoilsMetrics }) => spoilsMetrics).map(({ text }) => text)

describe('prepare(recipe).warnings', () => {
  it('say how few positives the test has, and which numbers that makes worthless', async () => {
    const data = await prepared(
      rows(1500, (row) => row % 250 === 7),
      random
    )
    expect(spoiling(data)).toEqual([
      '1 positive only in test: AUC, PR AUC, precision, recall, F1, calibration, the ranking metrics and their intervals are worthless; expected 10 at least',
    ])
    expect(data.warnings!.map(({ text }) => text)).toContain(
      'fewer than 50 rows of one class: each part got its share of them'
    )
  })

  it('say the same of negatives', async () => {
    const data = await prepared(
      rows(1500, (row) => row % 250 !== 7),
      random
    )
    expect(spoiling(data)[0]).toMatch(/^1 negative only in test: AUC/)
  })

  it('say that training, validation or test has no positive', async () => {
    const last = await prepared(
      rows(1000, (row) => row > 900, 'time,x'),
      byTime
    )
    expect(spoiling(last)).toEqual([
      'no positive in training: no model can learn from these rows, so no metric means anything',
      'no positive in validation: early stopping, the threshold and recalibration have no positives to use, so precision, recall and F1 mean nothing',
    ])
    const first = await prepared(
      rows(1000, (row) => row < 100, 'time,x'),
      byTime
    )
    expect(spoiling(first)).toEqual([
      expect.stringMatching(/^no positive in validation/),
      expect.stringMatching(/^no positive in test/),
    ])
  })

  it('say that no row is left to test on, and why', async () => {
    const lines = Array.from(
      { length: 1000 },
      (_, row) => `${row * 3600},${row * 3600},c${row % 3},${row % 7},${row % 4 ? 0 : 1}`
    )
    const data = await prepared(['time,label_time,card_id,x,label', ...lines], { ...byTime, dropKnown: true })
    expect(data.rows.test).toBe(0)
    expect(spoiling(data)).toEqual([
      'no test rows: 200 are left out, as their customer or group was known for a positive by then; nothing tells how a model does on new rows',
    ])
  })

  it('say nothing of a file with enough of both', async () => {
    const data = await prepared(
      rows(2000, (row) => row % 10 === 0),
      random
    )
    expect(data.warnings).toEqual([])
    expect(data.left).toEqual([])
  })

  it('say how many rows share one moment', async () => {
    const stamps = Array.from(
      { length: 1000 },
      (_, row) => `${row < 700 ? 5 : row},${row % 7},${row % 3 === 0 ? 1 : 0}`
    )
    const data = await prepared(['time,x,label', ...stamps], byTime)
    expect(data.warnings!.map(({ text }) => text)).toEqual([
      '700 of 1000 rows share one time and stay together: training has 700 rows, validation 100, test 200',
    ])
  })

  it('say when labels count as settled, unless that was chosen', async () => {
    const lines = Array.from({ length: 2000 }, (_, row) => {
      const isFraud = row % 20 === 0
      return `${row * 3600},${isFraud ? row * 3600 + 5 * 86_400 : ''},${row % 7},${isFraud ? 1 : 0}`
    })
    const file = ['time,label_time,x,label', ...lines]
    expect((await prepared(file, byTime)).settledAfterDays).toBe(5)
    expect((await prepared(file, { ...byTime, maturityDays: 6 })).settledAfterDays).toBe(6)
    expect((await prepared(file, random)).settledAfterDays).toBeNull()
    expect((await prepared(file, byTime)).warnings).toEqual([
      {
        text: 'labels count as settled 5 days after their row, the longest delay of a positive: younger rows are not trained on; another number of days is maturityDays',
        spoilsMetrics: false,
      },
    ])
    expect((await prepared(file, { ...byTime, maturityDays: 6 })).warnings).toEqual([])
    await expect(prepared(file, { ...byTime, maturityDays: 80 })).rejects.toThrow(
      /^no training rows: labels settle after 80 days and these rows span 83 days; choose fewer days until labels settle/
    )
  })

  it('say that a split by time of a file without times goes by the order of its rows', async () => {
    const data = await prepared(
      rows(2000, (row) => row % 10 === 0),
      byTime
    )
    expect(data.warnings!.map(({ text }) => text)).toContain(
      'no time column: the split by time cuts the rows in the order of the file'
    )
  })
})

describe('2,000 users with a coin for a label', () => {
  const chance = Random.of(6).stream('users')
  const users = Array.from({ length: 2000 }, () => ({
    coin: chance.uniform() < 0.5 ? 1 : 0,
    look: [chance.normal(), chance.normal(), chance.normal()].map((value) => value.toFixed(4)).join(','),
  }))
  const lines = Array.from({ length: 16_000 }, () => {
    const user = chance.below(2000)
    return `u${user},${users[user].look},${users[user].coin}`
  })
  const file = ['user_id,a,b,c,label', ...lines]

  async function aucOf(split: Settings, seed: number) {
    const lab = createLab(nodeHost)
    const asked = { ...(await recipe(file, split)), seed }
    const settings = parseDocument({ scenario: 'own-data' }).document.lanes.find(({ id }) => id === 'gbdt')!.settings
    const spec = { id: 'gbdt', lane: 'gbdt', model: 'gbdt', settings, recipe: asked, engine: 'fused' } as const
    const { warnings = [] } = await lab.tables.prepare(asked, metrics)
    const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
    for (;;) {
      const next = await training.next()
      if (next.done) return { auc: next.value.test!.sampled.auc!, warnings: warnings.map(({ text }) => text) }
    }
  }

  it('give an AUC of a half where whole users are in one part, and nothing to warn of', async () => {
    const found = await Promise.all([1, 2, 3].map((seed) => aucOf({ split: 'grouped' }, seed)))
    const mean = found.reduce((sum, { auc }) => sum + auc, 0) / found.length
    // 400 users in each test: a standard error of 0.029, of three tests 0.017.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05)
    for (const { warnings } of found) expect(warnings).toEqual([])
  })

  it('seem known at random, and a warning says why', async () => {
    const { auc, warnings } = await aucOf({ split: 'random' }, 1)
    expect(auc).toBeGreaterThan(0.95)
    expect(warnings).toEqual([
      '100 % of test rows share their user_id with training rows, and rows of one user_id nearly always have the same label: metrics are too good; choose the split grouped',
    ])
  })
})

it('tells rows that often share the label of their user as often, with how far', async () => {
  const chance = Random.of(7).stream('users')
  const coins = Array.from({ length: 400 }, () => (chance.uniform() < 0.5 ? 1 : 0))
  const lines = Array.from({ length: 6_000 }, () => {
    const user = chance.below(400)
    return `u${user},${chance.normal().toFixed(4)},${chance.uniform() < 0.9 ? coins[user] : 1 - coins[user]}`
  })
  const asked = await recipe(['user_id,a,label', ...lines], { split: 'random' })
  const { warnings = [] } = await createLab(nodeHost).tables.prepare(asked, metrics)
  // Two rows of a user agree with 0.9² + 0.1² = 0.82, by chance with 0.5: (0.82 − 0.5) / 0.5 = 0.64.
  expect(warnings.map(({ text }) => text).join()).toMatch(
    /rows of one user_id often have the same label \(agreement 0\.6\d, where 0 is chance and 1 is always\)/
  )
})

it('takes cards that pay on after a split by time for no leak of a world', async () => {
  const lab = parseDocument({
    scenario: 'payment-fraud',
    seed: 3,
    world: { rows: 40_000, customers: 3_000, baseRate: 0.01 },
  })
  const { warnings = [] } = await createLab(nodeHost).tables.prepare(recipeOf(lab.document), metrics)
  expect(warnings.filter(({ text }) => text.includes('share their'))).toEqual([])
})
