import { describe, expect, test } from 'vitest'
import type { Measured } from '../../../src/core/metrics/metric.ts'
import type { Recipe } from '../../../src/core/training/run.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { isFlattered, leakLines, splitLines } from '../../../src/core/report/too-good.ts'
import { trained } from './sample.ts'

/** A finished run of a split, with these values on test; on other rows, or of other settings, where asked. */
function runOf(split: string, test: Partial<Measured>, startedAt: number, { seed = 3, settings = {} } = {}): RunState {
  const { spec, report, order, label, data, repeat } = trained({ evaluations: 1 })
  const recipe = { ...spec.recipe, seed, split: { ...spec.recipe.split, split } } as Recipe
  const run = new RunState({ ...{ order, label, data, repeat, startedAt }, spec: { ...spec, settings, recipe } })
  run.report = report && { ...report, test: { sampled: {}, expected: {}, ...test } }
  return run
}

const random = runOf('random', { sampled: { prAuc: 0.62 } }, 1)
const timed = runOf('time', { sampled: { prAuc: 0.41 } }, 2)

describe('splitLines', () => {
  test('set the newest run at random beside the newest by time, from either side', () => {
    const older = runOf('time', { sampled: { prAuc: 0.1 } }, 0)
    for (const shown of [random, timed]) {
      const [line, ...more] = splitLines([shown], [older, random, timed], 'prAuc')
      expect(line).toMatch(
        /^Logistic regression: PR.AUC 0\.6200 of at best 0\.\d+ at random, 0\.4100 of at best 0\.\d+ by time: the random split flatters by 0\.2100$/
      )
      expect(more).toEqual([])
    }
  })

  test('say so where nothing is flattered, and of a metric that is better lower', () => {
    const honest = runOf('fold', { sampled: { prAuc: 0.4 } }, 3)
    expect(splitLines([honest], [honest, timed], 'prAuc')[0]).toContain('does not flatter')
    const losses = [
      runOf('random', { sampled: { logLoss: 0.1 } }, 1),
      runOf('prequential', { sampled: { logLoss: 0.13 } }, 2),
    ]
    expect(splitLines([losses[0]], losses, 'logLoss')[0]).toContain('flatters by 0.0300')
  })

  test('compare nothing with another world or other settings', () => {
    const elsewhere = runOf('time', { sampled: { prAuc: 0.4 } }, 2, { seed: 9 })
    const other = runOf('time', { sampled: { prAuc: 0.4 } }, 2, { settings: { l2: 1 } })
    expect(splitLines([random], [random, elsewhere, other], 'prAuc')).toEqual([])
    expect([isFlattered([random]), isFlattered([timed])]).toEqual([true, false])
  })

  test('are not asked for where a file of one’s own has no time', () => {
    const asked = [true, false].map((hasTime) => {
      const { spec, report, order, label, data } = random
      const imported = { hasTime } as RunState['data']['imported']
      const run = new RunState({ spec, order, label, data: { ...data, imported }, repeat: null, startedAt: 1 })
      run.report = report
      return isFlattered([run])
    })
    expect(asked).toEqual([true, false])
  })
})

describe('leakLines', () => {
  const excess = { metric: 'prAuc', sampled: 0.3, expected: 0.1, standardError: 0.02, z: 10, chance: 1e-9 }
  const withExcess = (changes: Partial<typeof excess>): RunState => {
    const run = runOf('time', { sampled: { prAuc: 0.3 } }, 1)
    run.report = run.report && { ...run.report, excess: [{ ...excess, ...changes }] }
    return run
  }

  test('name a model that knows more of the labels than their true probabilities grant, and how rarely luck does that', () => {
    expect(leakLines([withExcess({})])).toEqual([
      expect.stringMatching(
        /^Logistic regression: PR AUC 0\.3000 on test.*grant it 0\.1000, 10\.0 standard errors less, and luck does this in fewer than 1 of 1,000,000 test sets: most likely a column knows the label$/
      ),
    ])
  })

  test('say that it stands above the best possible where it does', () => {
    const run = withExcess({ sampled: 0.9999 })
    expect(leakLines([run])[0]).toContain(
      `above the best possible ${run.data.test!.ceiling!.sampled.prAuc!.toFixed(4)}`
    )
  })

  test('are silent where luck does that in one of a few thousand test sets, however far off the values look', () => {
    expect(leakLines([withExcess({ chance: 3e-4 })])).toEqual([])
    expect(leakLines([runOf('time', { sampled: { prAuc: 0.9 }, expected: { prAuc: 0.1 } }, 1)])).toEqual([])
  })

  test('leave an honest run alone', () => {
    expect(leakLines([trained({ evaluations: 1 }), trained({ skill: 0.95, evaluations: 1 })])).toEqual([])
  })
})
