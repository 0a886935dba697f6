import { beforeAll, describe, expect, test } from 'vitest'
import { psi } from '../../../src/core/drift/detectors/psi.ts'
import { valuesOfDetector } from '../../../src/core/drift/detectors/detector-value.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { createLab, type Lab } from '../../../src/core/lab.ts'
import { modelOf } from '../../../src/core/models/index.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const DAY = 86_400
const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const document = defaultDocument('ad-ctr')
const recipe = recipeOf({ ...document, world: { ...document.world, rows: 4_000, baseRate: 0.1 } })
const settings = { ...defaultsOf(modelOf('gbdt').knobs), rounds: 12, maxDepth: 3, patience: 0 }
const spec: RunSpec = { id: 'a', lane: 'gbdt', model: 'gbdt', settings, recipe, engine: 'fused' }
const window = {
  ...{ recipe, from: DAY, to: 1.25 * DAY, drifts: [], options: metrics },
  reference: { from: 0, to: DAY },
}

let lab: Lab
let whole: RunReport

beforeAll(async () => {
  lab = createLab(nodeHost)
  const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
  let next = await training.next()
  while (!next.done) next = await training.next()
  whole = next.value
}, 60_000)

describe('watch(run, window)', () => {
  test('measures scores of rewound trees against their own reference, not against that of all trees', async () => {
    const before = await lab.runs.watch('a', window)
    const { checkpoint, correction } = await lab.runs.rewind('a', 1, whole.ending, metrics)
    const rewound = await lab.runs.watch('a', window)

    const alone = createLab(nodeHost)
    await alone.runs.restore(spec, checkpoint, correction)
    expect(rewound.readings).toEqual((await alone.runs.watch('a', window)).readings)
    expect(rewound.meanScore).not.toBe(before.meanScore)
    const { value, expected } = valuesOfDetector(rewound, psi)!.scores!
    expect(value).toBeLessThan(10 * expected! + 0.02)
  })

  test('of another version that is restored under its id learns anew', async () => {
    const { checkpoint, correction } = await lab.runs.rewind('a', 2, whole.ending, metrics)
    await lab.runs.restore(spec, whole.checkpoint, whole.correction)
    const first = await lab.runs.watch('a', window)
    await lab.runs.restore(spec, checkpoint, correction)
    const alone = createLab(nodeHost)
    await alone.runs.restore(spec, checkpoint, correction)
    expect((await lab.runs.watch('a', window)).readings).toEqual((await alone.runs.watch('a', window)).readings)
    await lab.runs.restore(spec, whole.checkpoint, whole.correction)
    expect(await lab.runs.watch('a', window)).toEqual(first)
  })
})
