import { describe, expect, test } from 'vitest'
import type { Measured } from '../../../src/core/metrics/metric.ts'
import type { Recipe } from '../../../src/core/training/run.ts'
import type { FoundRun } from '../../../src/core/report/found-run.ts'
import { isFlattered, leakLines, splitLines } from '../../../src/core/report/too-good.ts'
import { foundRun } from './sample.ts'

/** A finished run of a split, with these values on test; on other rows, or of other settings, where asked. */
function runOf(split: string, test: Partial<Measured>, startedAt: number, { seed = 3, settings = {} } = {}): FoundRun {
  const { spec, report, ...run } = foundRun({ evaluations: 1 })
  const recipe = { ...spec.recipe, seed, split: { ...spec.recipe.split, split } } as Recipe
  return {
    ...{ ...run, startedAt, spec: { ...spec, settings, recipe } },
    report: report && { ...report, test: { sampled: {}, expected: {}, ...test } },
  }
}

const random = runOf('random', { sampled: { prAuc: 0.62 } }, 1)
const timed = runOf('time', { sampled: { prAuc: 0.41 } }, 2)

describe('splitLines', () => {
  test('set the newest run at random beside the newest by time, from either side', () => {
    const older = runOf('time', { sampled: { prAuc: 0.1 } }, 0)
    for (const shown of [random, timed]) {
      const [line, ...more] = splitLines([shown], [older, random, timed], 'prAuc')
      expect(line).toMatch(
        /^Logistic regression: PR.AUC 0\.6200 of at best 0\.\d+ at random, 0\.4100 of at best 0\.\d+ by time: the random split overstates it by 0\.2100$/
      )
      expect(more).toEqual([])
    }
  })

  test('say so where nothing is overstated, and of a metric that is better lower', () => {
    const honest = runOf('fold', { sampled: { prAuc: 0.4 } }, 3)
    expect(splitLines([honest], [honest, timed], 'prAuc')[0]).toContain('does not overstate it')
    const losses = [
      runOf('random', { sampled: { logLoss: 0.1 } }, 1),
      runOf('prequential', { sampled: { logLoss: 0.13 } }, 2),
    ]
    expect(splitLines([losses[0]], losses, 'logLoss')[0]).toContain('overstates it by 0.0300')
  })

  test('compare nothing with another world or other settings', () => {
    const elsewhere = runOf('time', { sampled: { prAuc: 0.4 } }, 2, { seed: 9 })
    const other = runOf('time', { sampled: { prAuc: 0.4 } }, 2, { settings: { l2: 1 } })
    expect(splitLines([random], [random, elsewhere, other], 'prAuc')).toEqual([])
    expect([isFlattered([random]), isFlattered([timed])]).toEqual([true, false])
  })

  test('are not asked for where a file of one’s own has no time', () => {
    const asked = [true, false].map((hasTime) => {
      const imported = { hasTime } as FoundRun['data']['imported']
      return isFlattered([{ ...random, data: { ...random.data, imported } }])
    })
    expect(asked).toEqual([true, false])
  })
})

describe('leakLines', () => {
  const excess = { metric: 'prAuc', sampled: 0.3, expected: 0.1, standardError: 0.02, z: 10, chance: 1e-9 }
  const withExcess = (changes: Partial<typeof excess>): FoundRun => {
    const { report, ...run } = runOf('time', { sampled: { prAuc: 0.3 } }, 1)
    return { ...run, report: report && { ...report, excess: [{ ...excess, ...changes }] } }
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
    expect(leakLines([foundRun({ evaluations: 1 }), foundRun({ skill: 0.95, evaluations: 1 })])).toEqual([])
  })
})
