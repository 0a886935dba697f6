import { describe, expect, it } from 'vitest'
import type { Checkpoint } from '../../../src/core/training/run.ts'
import { longerTries, retrained, secondTry } from '../../../src/state/entrant.ts'
import { finishedRun } from './finished-run.ts'

const none = new Float32Array(0)
const state = { weights: none, firstMoment: none, secondMoment: none, step: 0 }
const checkpoint: Checkpoint = { state, rowsSeen: 0, rate: 0.01, best: null, sinceBest: 0 }

describe('a run that takes up another', () => {
  it('goes on with its engine, after whatever was lost, and on a graphics card only where that one might', () => {
    for (const mayScoreOnGpu of [true, undefined]) {
      const run = finishedRun(0, { settings: { epochs: 2 }, engine: 'fused', mayScoreOnGpu })
      run.engine = 'tfjs-wasm'
      run.report = { ...run.report!, checkpoint }
      const runs = [
        retrained(run, { ...run.spec.recipe, range: { from: 0, to: 100 } }),
        longerTries([run])[0].run,
        secondTry(run, checkpoint, 'lower rate').run,
      ]
      for (const { spec } of runs) expect([spec.engine, spec.mayScoreOnGpu]).toEqual(['tfjs-wasm', mayScoreOnGpu])
    }
  })
})
