import { beforeAll, describe, expect, test } from 'vitest'
import type { ExampleSpec, IntervalReport, IntervalSpec } from '../../../src/core/decisions/contract.ts'
import type { Cell } from '../../../src/core/decisions/examples.ts'
import { logit } from '../../../src/core/kernel/math.ts'
import { createLab, type Lab } from '../../../src/core/lab.ts'
import { indexAt, pointAt } from '../../../src/core/metrics/curves/point.ts'
import type { ScoredRows } from '../../../src/core/questions/question.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const document = defaultDocument('payment-fraud')
const recipe = recipeOf({
  ...document,
  world: { ...document.world, rows: 30_000, customers: 2_000, baseRate: 0.02 },
})
const costs = { missedFlat: 20, missedShare: 1, falseAlarm: 5, review: 2 }
const THRESHOLD = 0.1

const shares: number[] = []
let onShare: (share: number) => void = () => undefined
const lab: Lab = createLab({
  ...nodeHost,
  asking: (_, share) => {
    shares.push(share)
    onShare(share)
  },
})
let trees: RunReport
let onTest: ScoredRows
let amounts: number[]

async function trained(
  lane: string,
  settings: RunSpec['settings'] = {},
  on: Partial<RunSpec> = {}
): Promise<RunReport> {
  const found = document.lanes.find(({ id }) => id === lane)!
  const { model } = found
  const spec: RunSpec = {
    ...{ id: lane, lane, model, recipe, engine: 'fused' },
    settings: { ...found.settings, ...settings },
    ...on,
  }
  const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
  for (;;) {
    const next = await training.next()
    if (next.done) return next.value
  }
}

const examples = (cell: Cell, order: ExampleSpec['order'] = 'highest', run = 'gbdt') =>
  lab.questions.ask(run, 'examples', { part: 'test', cell, threshold: THRESHOLD, order, most: 1_000_000 })

const redraws = (changes: Partial<IntervalSpec> = {}): IntervalSpec => ({
  ...{ part: 'test', threshold: THRESHOLD, costs, redraws: 50, seed: 1 },
  ...changes,
})

beforeAll(async () => {
  await trained('logistic')
  trees = await trained('gbdt', { rounds: 30 })
  await trained('dcn-v2', { epochs: 1 })
  onTest = await lab.questions.ask('gbdt', 'predict', { part: 'test' })
  const { rows, columns } = await examples('truePositives')
  amounts = rows.map(({ cells }) => Number(cells[columns.indexOf('Amount')]))
})

describe('decide', () => {
  test('on test counts what the scores and labels of its rows say, threshold by threshold', async () => {
    const { part, curve } = await lab.questions.ask('gbdt', 'decide', { part: 'test' })
    const { scores, labels } = onTest
    expect(part).toBe('test')
    for (let i = 1; i < curve.thresholds.length; i += 37) {
      const called = [...labels].filter((_, row) => scores[row] >= curve.thresholds[i])
      const positives = called.reduce((sum, label) => sum + label, 0)
      expect([curve.truePositives[i], curve.falsePositives[i]]).toEqual([positives, called.length - positives])
    }
    expect(curve.positives + curve.negatives).toBe(scores.length)
  })

  test('on validation counts the rows that the run was measured on', async () => {
    const { curve } = await lab.questions.ask('gbdt', 'decide', { part: 'validation' })
    const { thresholds } = trees.curves
    expect(pointAt(curve, trees.threshold).counts).toEqual(pointAt(thresholds, trees.threshold).counts)
  })

  test('sums the money of the frauds that are found', async () => {
    const { curve } = await lab.questions.ask('gbdt', 'decide', { part: 'test' })
    const found = amounts.reduce((sum, amount) => sum + amount, 0)
    const { thresholds, caughtAmount } = curve
    const at = indexAt(curve, THRESHOLD)
    // A curve has 400 thresholds: the nearest above lets go of what lies between.
    const missed = [...onTest.scores].filter((score) => score >= THRESHOLD && score < thresholds[at]).length
    expect(missed).toBeLessThan(onTest.scores.length / 100)
    expect(caughtAmount![at]).toBeLessThanOrEqual(found * 1.001)
    expect(caughtAmount![at + 1]).toBeGreaterThanOrEqual(found * 0.999)
  })

  test('of a run wound back is that of its first trees', async () => {
    const whole = await lab.questions.ask('gbdt', 'decide', { part: 'test' })
    await lab.runs.rewind('gbdt', 3, trees.ending, metrics)
    const few = await lab.questions.ask('gbdt', 'decide', { part: 'test' })
    await lab.runs.rewind('gbdt', 30, trees.ending, metrics)
    expect(few.curve.thresholds).not.toEqual(whole.curve.thresholds)
    expect(await lab.questions.ask('gbdt', 'decide', { part: 'test' })).toEqual(whole)
  })
})

describe('examples', () => {
  const holds: Readonly<Record<Cell, (label: number, score: number) => boolean>> = {
    truePositives: (label, score) => label === 1 && score >= THRESHOLD,
    falseNegatives: (label, score) => label === 1 && score < THRESHOLD,
    falsePositives: (label, score) => label === 0 && score >= THRESHOLD,
    trueNegatives: (label, score) => label === 0 && score < THRESHOLD,
  }

  test.each(Object.keys(holds) as Cell[])('of %s are all rows of that cell and no others', async (cell) => {
    const { rows, total } = await examples(cell)
    const wanted = [...onTest.rows].filter((_, i) => holds[cell](onTest.labels[i], onTest.scores[i]))
    expect(rows.map(({ row }) => row).sort((a, b) => a - b)).toEqual(wanted)
    expect(total).toBe(wanted.length)
    expect(rows.map(({ score }) => score)).toEqual(rows.map(({ score }) => score).sort((a, b) => b - a))
  })

  test('stand as text under the names of their columns', async () => {
    const { rows, columns } = await examples('truePositives', 'newest')
    expect(columns).toContain('Amount')
    expect(rows[0].cells).toHaveLength(columns.length)
    expect(rows.map(({ row }) => row)).toEqual(rows.map(({ row }) => row).sort((a, b) => b - a))
  })
})

describe('slices', () => {
  test('by a column part all rows and all positives', async () => {
    const { slices, column } = await lab.questions.ask('gbdt', 'slices', {
      part: 'test',
      column: 'category',
      threshold: THRESHOLD,
    })
    const parts = slices.filter(({ name }) => name.type !== 'all')
    const positives = [...onTest.labels].reduce((sum, label) => sum + label, 0)
    expect(column.label).toBe('Category')
    expect(parts.length).toBeGreaterThan(3)
    expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(onTest.rows.length)
    expect(parts.reduce((sum, slice) => sum + slice.positives, 0)).toBe(positives)
  })

  test('by an unknown column are refused in one line', async () => {
    const spec = { part: 'test', column: '__proto__', threshold: THRESHOLD } as const
    await expect(lab.questions.ask('gbdt', 'slices', spec)).rejects.toThrow('unknown column: __proto__')
  })
})

describe('intervals', () => {
  test('redraw what is not independent whole, hold the value, and tell how far they are', async () => {
    const report = await lab.questions.ask('gbdt', 'intervals', redraws({ redraws: 2000 }))
    const auc = report.intervals.find(({ metric }) => metric === 'auc')!
    expect(report.unit).toBe('customers and terminals')
    expect(auc.estimate).toBeCloseTo(trees.test!.sampled.auc!, 9)
    expect(auc.low!).toBeLessThan(auc.estimate!)
    expect(auc.high!).toBeGreaterThan(auc.estimate!)
    expect(shares.length).toBeGreaterThan(0)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  })

  test('are the same again, and pairs across models of the same rows', async () => {
    const first = await lab.questions.ask('gbdt', 'intervals', redraws())
    expect(await lab.questions.ask('gbdt', 'intervals', redraws())).toEqual(first)
    const other = await lab.questions.ask('logistic', 'intervals', redraws())
    expect([other.rows, other.clusters, other.positives]).toEqual([first.rows, first.clusters, first.positives])
  })

  test('stopped reject in one line, and can be asked for again', async () => {
    onShare = () => lab.questions.stop('intervals')
    await expect(lab.questions.ask('gbdt', 'intervals', redraws({ redraws: 100_000 }))).rejects.toThrow(
      'redrawing was stopped'
    )
    onShare = () => undefined
    expect((await lab.questions.ask('gbdt', 'intervals', redraws())).redraws).toBe(50)
  })

  test('stopped stay stopped where others are asked for at once', async () => {
    let after: Promise<IntervalReport> | null = null
    onShare = () => {
      onShare = () => undefined
      lab.questions.stop('intervals')
      after = lab.questions.ask('gbdt', 'intervals', redraws())
    }
    await expect(lab.questions.ask('gbdt', 'intervals', redraws({ redraws: 20_000 }))).rejects.toThrow(
      'redrawing was stopped'
    )
    expect((await after!).redraws).toBe(50)
  })
})

describe('cards a day', () => {
  const dealt = { ...recipe, split: { ...recipe.split, split: 'random' as const } }
  const KEY = 'cardPrecision@100'

  test('are those of the metric, on whole days', async () => {
    const { alerts } = await lab.questions.ask('gbdt', 'decide', { part: 'test' })
    const at = alerts!.capacities.indexOf(100)
    expect(trees.test!.sampled[KEY]).toBeGreaterThan(0)
    expect(alerts!.cards!.precision[at]).toBeCloseTo(trees.test!.sampled[KEY]!, 12)
    expect(trees.validation.sampled[KEY]).toBeGreaterThan(0)
  })

  test('are n/a where rows were dealt, as no day of a card is whole', async () => {
    const report = await trained('logistic', {}, { id: 'dealt', lane: 'dealt', recipe: dealt })
    expect([report.test!.sampled[KEY], report.validation.sampled[KEY]]).toEqual([null, null])
    const { alerts } = await lab.questions.ask('dealt', 'decide', { part: 'test' })
    expect(alerts!.cards).toBeNull()
    expect(alerts!.days).toBeGreaterThan(10)
  })

  test('of a retrained model are known, since its rows are parted by time whatever the split says', async () => {
    const retrain = { ...dealt, purpose: 'retraining' as const, range: { from: 0, to: 25_000 } }
    const report = await trained('logistic', {}, { id: 'anew', lane: 'anew', recipe: retrain })
    const { alerts, curve } = await lab.questions.ask('anew', 'decide', { part: 'validation' })
    expect(alerts!.cards!.precision[alerts!.capacities.indexOf(100)]).toBeCloseTo(report.validation.sampled[KEY]!, 12)
    expect(curve.days).toBeGreaterThan(1)
  })
})

describe('why', () => {
  test.each(['gbdt', 'logistic'])('contributions to a score of %s add up to its logit', async (run) => {
    const { rows } = await examples('falsePositives', 'highest', run)
    for (const { row, score } of rows.slice(0, 5)) {
      const {
        base,
        contributions,
        logit: reached,
        corrected,
      } = await lab.questions.ask(run, 'why', { part: 'test', row })
      const sum = contributions.reduce((total, { amount }) => total + amount, base)
      expect(sum).toBeCloseTo(reached, 9)
      expect(corrected).toBe(reached)
      expect(reached).toBeCloseTo(logit(score), 3)
    }
  })

  test('of a network with crosses is refused in one line', async () => {
    await expect(lab.questions.ask('dcn-v2', 'why', { part: 'test', row: onTest.rows[0] })).rejects.toThrow(
      'no exact contributions for this model: they are known for trees and logistic regression'
    )
  })
})

describe('rows of a file', () => {
  test('without a time have no alerts a day, but costs and slices as any', async () => {
    const lines = Array.from(
      { length: 600 },
      (_, i) => `${(i * 37) % 101},${['red', 'blue'][i % 2]},${i % 7 === 0 ? 1 : 0}`
    )
    const blob = new Blob([['size,colour,fraud', ...lines].join('\n')])
    const own = createLab(nodeHost)
    const { plan } = await own.files.inspect(blob)
    const document = defaultDocument('own-data')
    const base = recipeOf(document)
    const { settings } = document.lanes.find(({ model }) => model === 'logistic')!
    const file = { name: 'own.csv', fingerprint: '1', blob, plan }
    const dealt: RunSpec['recipe'] = { ...base, split: { ...base.split, split: 'random' }, file }
    const spec: RunSpec = { id: 'own', lane: 'own', model: 'logistic', settings, recipe: dealt, engine: 'fused' }
    const training = own.runs.train(spec, { metrics, commands: commandQueue() })
    while (!(await training.next()).done);
    const { alerts, curve } = await own.questions.ask('own', 'decide', { part: 'test' })
    expect(alerts).toBeNull()
    expect(curve.days).toBeNull()
    const { slices } = await own.questions.ask('own', 'slices', {
      part: 'test',
      column: 'colour',
      threshold: THRESHOLD,
    })
    expect(slices.map(({ name }) => (name.type === 'value' ? name.text : name.type))).toEqual(['blue', 'red', 'all'])
  })
})
