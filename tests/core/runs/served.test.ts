import { beforeAll, describe, expect, test } from 'vitest'
import { createLab, type Lab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const document = defaultDocument('ad-ctr')
const recipe = recipeOf({ ...document, world: { ...document.world, rows: 4_000, baseRate: 0.1 } })
const [lane] = document.lanes

function specOf(id: string, rate: number): RunSpec {
  const settings = { ...lane.settings, optimiser: 'adam', rate, epochs: 1 }
  return { id, lane: lane.id, model: lane.model, settings, recipe, engine: 'tfjs-cpu' }
}

async function trained(lab: Lab, spec: RunSpec): Promise<RunReport> {
  const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
  for (;;) {
    const next = await training.next()
    if (next.done) return next.value
  }
}

let lab: Lab
let champion: RunReport
let challenger: RunReport

beforeAll(async () => {
  lab = createLab(nodeHost)
  champion = await trained(lab, specOf('champion', 0.01))
  challenger = await trained(lab, specOf('challenger', 0.03))
}, 60_000)

describe('versions in memory', () => {
  test('of one lane stand side by side, each with its own scores', async () => {
    expect(await lab.runs.served()).toEqual(['champion', 'challenger'])
    const [one, other] = [
      await lab.questions.ask('champion', 'predict', { part: 'test' }),
      await lab.questions.ask('challenger', 'predict', { part: 'test' }),
    ]
    expect(one.rows).toEqual(other.rows)
    expect(one.scores).not.toEqual(other.scores)
  })

  test('restore under an id that is served takes its place; release gives every tensor back', async () => {
    const tf = await import('@tensorflow/tfjs-core')
    const both = tf.memory().numTensors
    await lab.runs.restore(specOf('challenger', 0.03), challenger.checkpoint, challenger.correction)
    expect(tf.memory().numTensors).toBe(both)
    expect(await lab.runs.served()).toEqual(['champion', 'challenger'])

    lab.runs.release('challenger')
    expect(await lab.runs.served()).toEqual(['champion'])
    const one = tf.memory().numTensors
    expect(one).toBeLessThan(both)
    await lab.runs.restore(specOf('challenger', 0.03), challenger.checkpoint, challenger.correction)
    expect(tf.memory().numTensors).toBe(both)
    lab.runs.release('challenger')
    expect(tf.memory().numTensors).toBe(one)
  })

  test('what is released answers no more, and may be released again', async () => {
    lab.runs.release('challenger')
    await expect(lab.questions.ask('challenger', 'predict', { part: 'test' })).rejects.toThrow(
      'unknown run: challenger'
    )
    await lab.runs.restore(specOf('champion', 0.01), champion.checkpoint, champion.correction)
    expect((await lab.questions.ask('champion', 'predict', { part: 'test' })).rows.length).toBeGreaterThan(0)
  })
})
