import { beforeAll, describe, expect, test } from 'vitest'
import { createLab, type Lab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { laneOfModel, parseDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import type { Lane } from '../../../src/scenarios/scenario.ts'
import { paymentFraudLanes } from '../../../src/scenarios/stories/payment-fraud-presets.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const recipe = recipeOf(
  parseDocument({
    scenario: 'payment-fraud',
    seed: 1,
    world: { rows: 100_000, customers: 4_000, baseRate: 0.02 },
  }).document
)
const lab: Lab = createLab(nodeHost)

/** What one treatment did to one model, on test rows; means are over the share of positives there. */
interface Outcome {
  readonly report: RunReport
  readonly auc: number
  readonly prAuc: number
  readonly meanBefore: number
  readonly meanAfter: number
}

async function outcomeOf({ id, model, settings: base }: Lane, changed: RunSpec['settings']): Promise<Outcome> {
  const { settings } = laneOfModel(model, id, { ...base, ...changed })
  const spec: RunSpec = { id, lane: id, model, settings, recipe, engine: 'fused' }
  const training = lab.train(spec, { metrics, commands: commandQueue() })
  let next = await training.next()
  while (!next.done) next = await training.next()
  const report = next.value
  const meanAfter = await meanOverRate(id)
  await lab.restore(spec, report.checkpoint)
  const { auc, prAuc } = report.test!.expected
  return { report, auc: auc!, prAuc: prAuc!, meanBefore: await meanOverRate(id), meanAfter }
}

/** Mean predicted chance over the mean true one. */
async function meanOverRate(id: string): Promise<number> {
  const { scores, truth } = await lab.predict(id)
  return sum(scores) / sum(truth!)
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0)
}

describe('logistic regression', () => {
  const logistic = paymentFraudLanes.find(({ id }) => id === 'logistic')!
  const treatments = ['class-weights', 'under-sampling', 'over-sampling', 'focal'] as const
  const outcomes = new Map<string, Outcome>()

  beforeAll(async () => {
    for (const treatment of ['none', ...treatments]) outcomes.set(treatment, await outcomeOf(logistic, { treatment }))
    for (const [k, o] of outcomes) console.log(k, o.auc, o.prAuc, o.meanBefore, o.meanAfter, o.report.uncorrected?.test?.sampled.calibrationError, o.report.test?.sampled.calibrationError)
  })

  test.each(treatments)('moves by no more than 0.01 in auc under %s', (treatment) => {
    expect(Math.abs(outcomes.get(treatment)!.auc - outcomes.get('none')!.auc)).toBeLessThanOrEqual(0.01)
  })

})

describe('a single small tree', () => {
  test('x', async () => {
    const tree: Lane = { id: 'tree', model: 'gbdt', settings: { rounds: 1, eta: 1, maxDepth: 3, minChildWeight: 0, lambda: 0 } }
    for (const s of [{ treatment: 'none' }, { treatment: 'class-weights' }, { treatment: 'over-sampling', repeatShare: 0.5 },{ treatment: 'under-sampling', keepShare: 0.5 },{ treatment: 'smote', smoteShare: 0.5 }]) {
      const o = await outcomeOf(tree, s)
      console.log(s.treatment, o.auc, o.prAuc, o.meanBefore, o.meanAfter)
    }
    const trees = paymentFraudLanes.find(({ id }) => id === 'gbdt')!
    for (const s of [{ treatment: 'none' }, { treatment: 'class-weights' }, { treatment: 'over-sampling', repeatShare: 0.5 },{ treatment: 'under-sampling', keepShare: 0.5 },{ treatment: 'smote', smoteShare: 0.5 }, {treatment:'focal'}]) {
      const o = await outcomeOf(trees, s)
      console.log('gbdt', s.treatment, o.auc, o.prAuc, o.meanBefore, o.meanAfter, o.report.uncorrected?.test?.sampled.calibrationError, o.report.test?.sampled.calibrationError)
    }
  })
})
