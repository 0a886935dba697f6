import { describe, expect, it } from 'vitest'
import { defaultsOf, readSetting, type Settings } from '../../../src/core/kernel/knobs.ts'
import { MANY_ROWS, resolvedSettings } from '../../../src/core/models/automatic.ts'
import { modelOf } from '../../../src/core/models/index.ts'
import type { TrainingFacts } from '../../../src/core/models/model.ts'

const facts = (rows: number, changed: Partial<TrainingFacts> = {}): TrainingFacts => ({
  ...{
    rows,
    positives: Math.round(rows / 5),
    validationPositives: Math.round(rows / 35),
    columns: 10,
    meanWeight: 1,
    focal: 0,
  },
  ...changed,
})

function resolved(model: string, given: TrainingFacts, changed: Settings = {}): Settings {
  return resolvedSettings(modelOf(model), { ...defaultsOf(modelOf(model).knobs), ...changed }, given)
}

describe('resolvedSettings', () => {
  it.each(['fm', 'mlp', 'dcn-v2'])('%s on a large table trains as it always has', (model) => {
    expect(resolved(model, facts(210_000))).toMatchObject(MANY_ROWS)
  })

  it.each(['fm', 'mlp', 'dcn-v2'])('%s takes at least some hundred steps on a small table', (model) => {
    for (const rows of [140, 700, 2_800, 14_000, 70_000]) {
      const { epochs, batchSize } = resolved(model, facts(rows))
      const steps = Number(epochs) * Math.ceil(rows / Number(batchSize))
      expect(steps, `${rows} rows`).toBeGreaterThanOrEqual(rows < 1_000 ? 40 : 800)
    }
  })

  it('stops nothing early where validation has fewer than 30 positives, trains 8 epochs and penalises more', () => {
    const blind = resolved('mlp', facts(2_800, { positives: 42, validationPositives: 6 }))
    const told = resolved('mlp', facts(2_800, { positives: 42, validationPositives: 30 }))
    expect(blind).toMatchObject({ patience: 0, epochs: 8 })
    expect(told).toMatchObject({ patience: 12, epochs: 16 })
    expect(Number(blind.l2)).toBeGreaterThan(Number(told.l2))
  })

  it('keeps every number that was set', () => {
    const set = { epochs: 3, batchSize: 64, l2: 0, patience: 5, minCount: 7 }
    expect(resolved('mlp', facts(140), set)).toMatchObject(set)
  })

  it('leaves no auto behind', () => {
    for (const model of ['logistic', 'gbdt', 'fm', 'mlp', 'dcn-v2'])
      expect(Object.values(resolved(model, facts(500)))).not.toContain('auto')
  })
})

describe('logistic regression', () => {
  it('goes to the minimum by L-BFGS up to 100,000 training rows, with scikit-learn’s C = 1 as its penalty', () => {
    expect(resolved('logistic', facts(500))).toMatchObject({ optimiser: 'lbfgs', l2: 1 / 500, minCount: 1 })
    expect(resolved('logistic', facts(100_000))).toMatchObject({ optimiser: 'lbfgs' })
    expect(resolved('logistic', facts(100_001))).toMatchObject({ optimiser: 'lazy', batchSize: 512, epochs: 5 })
    expect(resolved('logistic', facts(100_000, { columns: 41 }))).toMatchObject({ optimiser: 'lazy' })
  })

  it.each<Settings>([
    { epochs: 20 },
    { batchSize: 512 },
    { patience: 0 },
    { rate: 0.02 },
    { decay: 'none' },
    { optimiser: 'dense' },
  ])('is trained by Adam where %j was set, which only Adam has', (set) =>
    expect(resolved('logistic', facts(500), set)).toMatchObject({ optimiser: set.optimiser ?? 'lazy', ...set })
  )

  it('is trained by Adam under a focal loss, which has more than one minimum', () => {
    expect(resolved('logistic', facts(500, { focal: 2 }))).toMatchObject({ optimiser: 'lazy' })
  })
})

describe('boosted trees', () => {
  it.each([
    ['on few rows shrink their leaves by a quarter of the Σp(1−p) of all rows', facts(700), 28],
    ['never by more than 30', facts(700, { positives: 350 }), 30],
    ['less, the more rows there are', facts(1_350), 15],
    ['as usual from 2,000 training rows on', facts(2_000), 1],
    ['as usual where positives are few', facts(140, { positives: 2 }), 1],
  ])('%s', (_, given, lambda) => expect(resolved('gbdt', given)).toMatchObject({ lambda }))
})

describe('a knob that can be auto', () => {
  const { knobs } = modelOf('mlp')

  it('is read as auto or as a number, and says so', () => {
    expect(readSetting(knobs, 'epochs', 'auto')).toBe('auto')
    expect(readSetting(knobs, 'epochs', '20')).toBe(20)
    expect(() => readSetting(knobs, 'epochs', 'some')).toThrow(
      'invalid epochs: some; expected a whole number from 1 to 200, or auto'
    )
    expect(() => readSetting(knobs, 'rate', 'auto')).toThrow(/^invalid rate: auto; expected 0.00001 to 1$/)
  })
})
