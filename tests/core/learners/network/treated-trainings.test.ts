import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/kernel/random.ts'
import { treatmentOf } from '../../../../src/core/treatments/kinds/index.ts'
import { rareRows } from '../../treatments/rare-rows.ts'
import { session } from './session.ts'

/** Few positives, then fewer: what made a healthy training look like an explosion. */
const worlds = process.env.SKEWLAB_LONG ? [-7.5, -5.5, -4, -1.5] : [-6]
const models = process.env.SKEWLAB_LONG ? ['logistic', 'fm', 'mlp', 'dcn-v2'] : ['logistic', 'dcn-v2']
const treated = [
  ...['class-weights', 'under-sampling', 'over-sampling', 'smote'].map((id) => ({ id, given: {} })),
  { id: 'class-weights', given: { weighting: 'given', positiveWeight: 10_000 } },
  ...(process.env.SKEWLAB_LONG ? [0.5, 1, 2, 3, 4, 5] : [2, 5]).map((focusing) => ({
    id: 'focal',
    given: { focusing },
  })),
]

describe.each(worlds.flatMap((base) => models.map((model) => ({ base, model }))))(
  'train $model where the base logit is $base',
  ({ base, model }) => {
    const rows = rareRows({ rows: process.env.SKEWLAB_LONG ? 40_000 : 6_000, base, seed: 5 })
    const settings = {
      hidden: '16',
      embedding: 4,
      batchSize: 64,
      epochs: 8,
      rate: 0.01,
      optimiser: 'lazy',
      patience: 0,
    }

    it.each(treated)('goes on to its end under $id $given, and is ended at a rate of 30', async ({ id, given }) => {
      const treatment = treatmentOf(id)
      const knobs = Object.fromEntries(
        Object.entries(treatment.knobs).map(([knob, { default: value }]) => [knob, value])
      )
      const made = treatment.apply(rows, { ...knobs, ...given } as Record<string, string>, Random.of(1))
      const job = { table: rows.table, model, treated: made }
      expect((await session({ ...job, settings })).trained.ending.text).toMatch(/^8 epochs/)
      const exploded = await session({ ...job, settings: { ...settings, rate: 30, decay: 'none' } })
      expect(exploded.trained.ending.reason).toBe('diverged')
    })
  }
)
