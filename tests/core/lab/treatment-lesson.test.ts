import { beforeAll, describe, expect, test } from 'vitest'
import type { Settings } from '../../../src/core/kernel/knobs.ts'
import { createLab, type Lab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { laneOfModel, parseDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import type { Lane } from '../../../src/scenarios/scenario.ts'
import { paymentFraudLanes } from '../../../src/scenarios/stories/payment-fraud-presets.ts'

/** A world where 2 % are fraud. AUCs and means weigh test rows by their true chance: labels as they fell add no noise. */
const { document } = parseDocument({
  scenario: 'payment-fraud',
  world: { rows: 100_000, customers: 4_000, baseRate: 0.02 },
})
const recipe = recipeOf(document)
const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const lab: Lab = createLab(nodeHost)

interface Outcome {
  readonly report: RunReport
  readonly auc: number
  readonly prAuc: number
  /** Mean predicted chance over the mean true one, before and after the treatment is undone. */
  readonly bent: number
  readonly undone: number
}

async function outcomeOf({ id, model, settings: own }: Lane, changed: Settings): Promise<Outcome> {
  const { settings } = laneOfModel(model, id, { ...own, ...changed })
  const spec: RunSpec = { id, lane: id, model, settings, recipe, engine: 'fused' }
  const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
  let next = await training.next()
  while (!next.done) next = await training.next()
  const report = next.value
  const undone = await meanOverTruth(id)
  await lab.runs.restore(spec, report.checkpoint)
  const { auc, prAuc } = report.test!.expected
  return { report, auc: auc!, prAuc: prAuc!, bent: await meanOverTruth(id), undone }
}

async function meanOverTruth(id: string): Promise<number> {
  const { scores, truth } = await lab.questions.ask(id, 'predict', { part: 'test' })
  return sum(scores) / sum(truth!)
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0)
}

function laneOf(id: string): Lane {
  return paymentFraudLanes.find((lane) => lane.id === id)!
}

describe('logistic regression', () => {
  let plain: Outcome
  beforeAll(async () => {
    plain = await outcomeOf(laneOf('logistic'), { treatment: 'none' })
  })

  test('untreated needs no undoing: its mean is true within 5 %', () => {
    expect(plain.report.uncorrected).toBeNull()
    expect(plain.bent).toBe(plain.undone)
    expect(Math.abs(plain.undone - 1)).toBeLessThan(0.05)
  })

  describe.each<Settings>([
    { treatment: 'class-weights' },
    { treatment: 'under-sampling', keepShare: 0.15 },
    { treatment: 'over-sampling', repeatShare: 0.15 },
    { treatment: 'focal' },
  ])('under $treatment', (treated) => {
    let outcome: Outcome
    beforeAll(async () => {
      outcome = await outcomeOf(laneOf('logistic'), treated)
    })

    test('moves by no more than 0.01 in auc', () => {
      expect(Math.abs(outcome.auc - plain.auc)).toBeLessThanOrEqual(0.01)
    })

    test('has a mean over three times too high, and within 15 % once undone', () => {
      expect(outcome.bent).toBeGreaterThan(3)
      expect(Math.abs(outcome.undone - 1)).toBeLessThan(0.15)
    })

    test('has a tenth of its calibration error once undone, with the ranking as it was', () => {
      const [before, after] = [outcome.report.uncorrected!.test!.sampled, outcome.report.test!.sampled]
      expect(after.calibrationError).toBeLessThan(before.calibrationError! / 10)
      expect(after.auc).toBeCloseTo(before.auc!, 6)
    })
  })
})

describe('a single tree of three questions', () => {
  const settings = { rounds: 1, eta: 1, maxDepth: 3, minChildWeight: 0, lambda: 0 }
  const tree: Lane = { id: 'tree', model: 'gbdt', settings }
  let plain: Outcome
  beforeAll(async () => {
    plain = await outcomeOf(tree, { treatment: 'none' })
  })

  test.each<Settings>([
    { treatment: 'class-weights' },
    { treatment: 'over-sampling', repeatShare: 0.5 },
    { treatment: 'smote', smoteShare: 0.5 },
  ])('gains auc and loses average precision under $treatment', async (treated) => {
    const { auc, prAuc } = await outcomeOf(tree, treated)
    expect(auc).toBeGreaterThan(plain.auc + 0.03)
    expect(prAuc).toBeLessThan(plain.prAuc - 0.05)
  })
})

describe('a hundred boosted trees', () => {
  let plain: Outcome
  let weighed: Outcome
  beforeAll(async () => {
    plain = await outcomeOf(laneOf('gbdt'), { treatment: 'none' })
    weighed = await outcomeOf(laneOf('gbdt'), { treatment: 'class-weights' })
  })

  test('stand between logistic regression and the best possible', async () => {
    const ceiling = (await lab.tables.prepare(recipe, metrics)).test!.ceiling!.expected
    const linear = await outcomeOf(laneOf('logistic'), { treatment: 'none' })
    for (const metric of ['auc', 'prAuc'] as const) {
      expect(plain[metric]).toBeGreaterThan(linear[metric] + 0.01)
      expect(plain[metric]).toBeLessThan(ceiling[metric]! - 0.01)
    }
  })

  test('gain nothing by class weights: auc and average precision both fall', async () => {
    expect(weighed.auc).toBeLessThan(plain.auc)
    expect(weighed.prAuc).toBeLessThan(plain.prAuc)
  })

  // By the odds factor alone the mean is 0.54 of the truth after class weights.
  test('have the mean of trees without a treatment once class weights are undone, within 10 %', () => {
    expect(weighed.bent).toBeGreaterThan(3)
    expect(Math.abs(weighed.undone / plain.undone - 1)).toBeLessThan(0.1)
  })
})
