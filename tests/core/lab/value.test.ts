import { beforeAll, describe, expect, it } from 'vitest'
import { createLab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument, laneOfModel } from '../../../src/scenarios/document.ts'
import { recipeOf, trainingChoiceOf, valueChoiceOf } from '../../../src/scenarios/recipe.ts'

const opened = defaultDocument('ad-ctr')
const document = { ...opened, world: { ...opened.world, rows: 20_000 } }
const recipe = recipeOf(document)
const choice = valueChoiceOf(document)
const lab = createLab(nodeHost)

async function trained(id: string, settings: RunSpec['settings']): Promise<RunReport> {
  const lane = laneOfModel('logistic', id, settings)
  const spec: RunSpec = { id, lane: id, model: lane.model, settings: lane.settings, recipe, engine: 'fused' }
  const training = lab.runs.train(spec, { metrics: trainingChoiceOf(document), commands: commandQueue() })
  for (;;) {
    const next = await training.next()
    if (next.done) return next.value
  }
}

describe('the value of a run', () => {
  let plain: RunReport
  let fitted: RunReport

  beforeAll(async () => {
    plain = await trained('plain', {})
    fitted = await trained('fitted', { recalibrate: 'isotonic' })
  }, 60_000)

  it('is of whole requests of each part, between nothing and the ceiling of welfare', () => {
    const { validation, test } = plain.value!
    expect([validation.units, test!.units]).toEqual([100, 200])
    for (const { value, welfare } of [validation, test!]) {
      expect(value.expected!).toBeGreaterThan(0)
      expect(value.expected!).toBeLessThan(welfare!.value.expected!)
      expect(welfare!.value.expected!).toBeLessThan(welfare!.ceiling!)
    }
  })

  it.each(['validation', 'test'] as const)('is what the question says of %s, recalibrated or not', async (part) => {
    expect(await lab.questions.ask('plain', 'value', { ...choice, part })).toEqual(plain.value![part])
    expect(await lab.questions.ask('fitted', 'value', { ...choice, part })).toEqual(fitted.value![part])
    expect(fitted.value![part]!.value).not.toEqual(plain.value![part]!.value)
  })

  it('follows its knobs, and says where nothing of its kind is decided', async () => {
    const value = async (settings: object) => {
      const asked = { ...choice, settings: { ...choice.settings, ...settings }, part: 'test' } as const
      return (await lab.questions.ask('plain', 'value', asked)).value.expected!
    }
    const usual = plain.value!.test!.value.expected!
    expect(await value({ slots: 1 })).toBeLessThan(usual)
    expect(await value({ reserve: 2 })).not.toBe(usual)
    await expect(lab.questions.ask('plain', 'value', { ...choice, kind: 'nonsense', part: 'test' })).rejects.toThrow(
      'unknown decision: nonsense'
    )
  })
})
