import { describe, expect, it } from 'vitest'
import { createLab } from '../../../src/core/lab.ts'
import { tableKeeper } from '../../../src/core/lab/tables.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { parseDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const world = { rows: 30_000, customers: 2_000, baseRate: 0.02, labelDelay: 5 }

function recipe(labels: string) {
  return recipeOf(parseDocument({ scenario: 'payment-fraud', world, split: { labels } }).document)
}

describe('labels as known then', () => {
  it('are those reported by the last row, where a model is retrained on the past', async () => {
    const retrain = { ...recipe('asKnown'), purpose: 'retraining' as const, range: { from: 0, to: 30_000 } }
    const { known, draw, split } = await tableKeeper(nodeHost).prepare(retrain)
    const { label, labelTime, time } = draw.table
    const late = split.train.filter((row) => label[row] && labelTime![row] > time[time.length - 1])
    expect(late.length).toBeGreaterThan(20)
    expect([...late].map((row) => known.table.label[row])).toEqual([...late].fill(0))
  })

  it('are what is told of training and validation; of the test, what the labels turned out to be', async () => {
    const [then, final] = await Promise.all(
      ['asKnown', 'final'].map(async (labels) => createLab(nodeHost).tables.prepare(recipe(labels), metrics))
    )
    expect(then.rows).toEqual(final.rows)
    expect(then.baseRate.train).toBeLessThan(final.baseRate.train)
    expect(then.baseRate.test).toBeCloseTo(final.baseRate.test, 12)
    expect(then.baseRate.test).toBeGreaterThan(0)
    expect(then.hours).toEqual(final.hours)
    expect(then.drawn).toBe(30_000)
  })
})
