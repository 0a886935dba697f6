import { expect, test } from 'vitest'
import type { RunReport } from '../../../src/core/training/run.ts'
import { createLab } from '../../../src/core/lab.ts'
import { countUnreported, crossFitNotes, unreportedNotes } from '../../../src/core/lab/notes.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const none = { count: 0, of: new Uint8Array(9) }

test('crossFitNotes says of what the same rows chose alone that it flatters', () => {
  const told = (positives: number, isRecalibrated: boolean) =>
    crossFitNotes({ folds: none, unit: 'requests', positives, isRecalibrated })
  expect(told(1, false)).toEqual([expect.stringMatching(/: its F1, precision and recall are measured at a threshold/)])
  expect(told(1, true)).toEqual([
    expect.stringMatching(/chose the threshold and the recalibration, and look too good$/),
  ])
  expect(told(0, false)).toEqual([])
})

test('unreportedNotes counts positives that labels as known have not', () => {
  const count = countUnreported(Uint8Array.of(1, 0, 0, 0), Uint8Array.of(1, 1, 0, 1), Uint32Array.of(0, 1, 2))
  expect(count).toBe(1)
  expect(unreportedNotes(count, 1)).toEqual([expect.stringMatching(/^1 of the 2 positives in validation count as/)])
  expect(unreportedNotes(0, 1)).toEqual([])
})

test('a run on labels as known then is not told to recalibrate by them', async () => {
  const lab = createLab(nodeHost)
  const { world, split, lanes, ...rest } = defaultDocument('payment-fraud')
  const small = { ...world, rows: 20_000, customers: 1_500, baseRate: 0.02 }
  const { settings } = lanes.find(({ model }) => model === 'logistic')!
  const told = async (labels: string): Promise<RunReport> => {
    const recipe = recipeOf({ ...rest, lanes, world: small, split: { ...split, labels } }, 3)
    const spec = { id: labels, lane: 'logistic', model: 'logistic', settings, recipe, engine: 'fused' } as const
    const training = lab.runs.train(spec, { metrics: { k: 10, gain: 'linear', alerts: 100 }, commands: commandQueue() })
    for (;;) {
      const next = await training.next()
      if (next.done) return next.value
    }
  }
  const [known, final] = [await told('asKnown'), await told('final')]
  expect(known.validation.sampled.scoreOverRate).toBeGreaterThan(2 * final.validation.sampled.scoreOverRate!)
  expect(known.offLevel).toBeUndefined()
  expect(known.notes).toContainEqual(expect.stringMatching(/positives in validation count as negatives/))
  expect(final.notes ?? []).not.toContainEqual(expect.stringMatching(/count as negatives/))
})
