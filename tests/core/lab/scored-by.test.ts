import { beforeAll, describe, expect, it } from 'vitest'
import { createLab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { otherEngine } from './other-engine.ts'

const document = defaultDocument('ad-ctr')
const recipe = recipeOf({ ...document, world: { ...document.world, rows: 10_000, baseRate: 0.05 } })
const settings = { treatment: 'class-weights', recalibrate: 'isotonic', epochs: 1 }

let exact: RunReport
let read: RunReport

async function report(leastRows: number, more: Partial<RunSpec> = {}): Promise<RunReport> {
  const lane = document.lanes.find(({ id }) => id === 'logistic')!
  const choose = () => ({ isGpu: true, why: 'asked for' })
  const lab = createLab(nodeHost, { leastRows, kinds: [otherEngine()], choose })
  const spec: RunSpec = {
    ...{ id: 'a', lane: 'a', model: 'logistic', recipe, engine: 'fused', mayScoreOnGpu: true },
    ...{ settings: { ...lane.settings, ...settings } },
    ...more,
  }
  const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
  const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
  for (;;) {
    const next = await training.next()
    if (next.done) return next.value
  }
}

beforeAll(async () => {
  exact = await report(10_001)
  read = await report(10_000)
})

describe('the test part of a large table, which a GPU scored,', () => {
  it('has metrics equal to four digits, the same counts at the threshold, and who scored it', () => {
    expect([exact.scoredBy, read.scoredBy]).toEqual([undefined, { engine: 'fused-webgpu', why: 'asked for' }])
    expect(read.engine).toBe('fused')
    for (const kind of ['sampled', 'expected'] as const)
      for (const [key, value] of Object.entries(exact.test![kind])) {
        const other = read.test![kind][key]
        if (value === null || other === null) expect(other).toBe(value)
        else expect(Math.abs(other - value)).toBeLessThanOrEqual(5e-5 * Math.abs(value))
      }
    expect(read.test).not.toEqual(exact.test)
    expect(read.parts?.test?.labelled.own).toEqual(exact.parts?.test?.labelled.own)
  })

  it('leaves all that decides something, and validation, as the processor has it, bit for bit', () => {
    for (const key of ['validation', 'threshold', 'checkpoint', 'correction', 'ending', 'bestRowsSeen'] as const)
      expect(read[key]).toEqual(exact[key])
    expect(read.parts?.validation).toEqual(exact.parts?.validation)
  })

  it('is none where an engine was chosen', async () => {
    expect((await report(10_000, { mayScoreOnGpu: undefined })).scoredBy).toBeUndefined()
  })
})
