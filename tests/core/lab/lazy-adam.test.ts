import { expect, it } from 'vitest'
import { createLab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const document = defaultDocument()
const recipe = { ...recipeOf(document), settings: { ...recipeOf(document).settings, rows: 120_000 } }
const lab = createLab(nodeHost)

it.each(document.lanes.map((lane) => [lane.id, lane] as const))(
  'lazy Adam is no worse than dense Adam by 0.001 of validation log loss at the best evaluation: %s',
  async (_, lane) => {
    const bestOf = async (optimiser: string): Promise<number> => {
      const { id, model, settings } = lane
      const spec: RunSpec = {
        id,
        lane: id,
        model,
        settings: { ...settings, optimiser, epochs: 2 },
        recipe,
        engine: 'fused',
      }
      const training = lab.runs.train(spec, {
        metrics: { k: 10, gain: 'linear', alerts: 100 },
        commands: commandQueue(),
      })
      let best = Infinity
      for (let next = await training.next(); !next.done; next = await training.next())
        if (next.value.type === 'evaluation') best = Math.min(best, next.value.validation.sampled.logLoss ?? Infinity)
      return best
    }
    const [lazy, dense] = [await bestOf('lazy'), await bestOf('dense')]
    expect(dense).toBeLessThan(0.2)
    expect(lazy - dense).toBeLessThan(0.001)
  }
)
