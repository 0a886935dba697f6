import { expect, test } from 'vitest'
import { createLab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { laneOfModel, parseDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const

/** An impatient run that soon learns its rows too closely; 2,000 rows validate it. */
async function impatient(model: string, baseRate: number): Promise<RunReport> {
  const { document } = parseDocument({
    scenario: 'payment-fraud',
    world: { rows: 20_000, customers: 2_000, baseRate },
    split: { labels: 'final' },
  })
  const settings = { patience: 1, rate: 0.05, epochs: 8, minCount: 1, rounds: 60, eta: 0.5 }
  const lane = laneOfModel(model, model, settings)
  const spec = { ...lane, lane: model, recipe: recipeOf(document), engine: 'fused' } as const
  const training = createLab(nodeHost).runs.train(spec, { metrics, commands: commandQueue() })
  let next = await training.next()
  while (!next.done) next = await training.next()
  return next.value
}

test.each(['logistic', 'gbdt'])('%s stops early where validation has positives enough', async (model) => {
  const { ending, checkpoint } = await impatient(model, 0.05)
  expect(ending.reason).toBe('early stop')
  expect(checkpoint.best).not.toBeNull()
})

test.each(['logistic', 'gbdt'])('%s goes on to the end where a handful of positives would decide', async (model) => {
  const { ending, rowsSeen, bestRowsSeen } = await impatient(model, 0.003)
  expect(ending.reason).toBe('finished')
  expect(bestRowsSeen).toBe(rowsSeen)
})
