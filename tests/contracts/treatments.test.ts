import { describe, expect, it } from 'vitest'
import { defaultsOf, type Setting, type Settings } from '../../src/core/kernel/knobs.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { isTreatmentKnobShown, treatmentKnobs, treatmentSettings } from '../../src/core/models/treatment-knobs.ts'
import { treatmentOf, treatments } from '../../src/core/treatments/kinds/index.ts'
import type { TrainingRows } from '../../src/core/treatments/treatment.ts'
import { applyUndo } from '../../src/core/treatments/undo.ts'
import { rareRows, shareOfPositives } from '../core/treatments/rare-rows.ts'

const rows = rareRows({ rows: 4000, base: -4.6, seed: 21 })
const panel = Object.keys(treatmentKnobs)

it('treatmentOf(nonsense) names the treatments there are', () => {
  expect(() => treatmentOf('nonsense')).toThrow(/^unknown treatment: nonsense; expected one of none, /)
})

it('no two treatments share an id, nor any two knobs of the panel', () => {
  const ids = [...treatments.flatMap(({ knobs: own }) => Object.keys(own)), 'treatment', 'undo', 'recalibrate']
  expect(new Set(treatments.map(({ id }) => id)).size).toBe(treatments.length)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...panel].sort()).toEqual(ids.sort())
})

it('treatmentSettings(settings of a run before there were treatments) is none at all', () => {
  expect(treatmentSettings({})).toEqual({ treatment: treatmentOf('none'), undo: true, recalibrate: 'none' })
})

it('isTreatmentKnobShown shows the knobs of the chosen treatment alone, and those of other things', () => {
  const shown = (settings: Settings) =>
    panel.filter((id) => isTreatmentKnobShown({ ...defaultsOf(treatmentKnobs), ...settings }, id))
  expect(shown({})).toEqual(['treatment', 'recalibrate'])
  expect(shown({ treatment: 'smote' })).toEqual(['treatment', 'smoteShare', 'smoteNeighbours', 'recalibrate'])
  expect(shown({ treatment: 'class-weights' })).toEqual(['treatment', 'weighting', 'undo', 'recalibrate'])
  expect(shown({ treatment: 'class-weights', weighting: 'given' })).toContain('positiveWeight')
  expect(shown({ treatment: 'under-sampling' })).toEqual(['treatment', 'keepBy', 'keepShare', 'undo', 'recalibrate'])
  expect(shown({ treatment: 'under-sampling', keepBy: 'rate' })).toContain('keepRate')
  expect(isTreatmentKnobShown({ treatment: 'smote' }, 'epochs')).toBe(true)
})

describe.each(treatments.map((treatment) => ({ id: treatment.id, treatment })))('treatment $id', ({ treatment }) => {
  const apply = (to: TrainingRows = rows, settings: Settings = {}, seed = 1) =>
    treatment.apply(to, { ...defaultsOf(treatment.knobs), ...settings } as Record<string, string>, Random.of(seed))

  it('explains itself and its knobs in sentences, all under one heading', () => {
    expect(treatment.help).toMatch(/^[A-Z].{40,}\.$/)
    for (const knob of Object.values(treatment.knobs)) {
      expect(knob.help).toMatch(/\.$/)
      expect(knob.group).toBe('Imbalance')
    }
  })

  it('gives the same rows for the same seed', () => {
    expect(apply()).toEqual(apply())
  })

  it('leaves what it was given as it was', () => {
    apply()
    expect(rows).toEqual(rareRows({ rows: 4000, base: -4.6, seed: 21 }))
  })

  it('gives rows of its table, each with a positive weight, and no positive is lost', () => {
    for (const settings of settingsAt(treatment.knobs)) {
      const { table, rows: kept, weights, focal } = apply(rows, settings)
      const columns = [...table.numeric, ...table.categorical, table.label, table.time, table.labelTime, table.customer]
      expect(columns.every((column) => column?.length === table.rows)).toBe(true)
      expect(kept.every((row) => row < table.rows)).toBe(true)
      expect(weights === null || (weights.length === kept.length && weights.every((weight) => weight > 0))).toBe(true)
      expect(focal).toBeGreaterThanOrEqual(0)
      const timesOf = (of: TrainingRows) =>
        new Set([...of.rows].filter((r) => of.table.label[r]).map((r) => of.table.time[r]))
      expect(timesOf({ table, rows: kept })).toEqual(timesOf(rows))
    }
  })

  it('says what it bends: an undo that rises where that is known, the identity where nothing is, none where nobody knows', () => {
    const { undo } = apply()
    expect(undo === null).toBe(treatment.distortion === 'unknown')
    expect(undo?.kind === 'identity').toBe(treatment.distortion === 'none')
    const logits = Float64Array.from({ length: 321 }, (_, i) => i / 4 - 40)
    const undone = applyUndo(undo ?? { kind: 'identity' }, logits, new Float64Array(logits.length))
    expect(undone.every((logit, i) => Number.isFinite(logit) && (i === 0 || logit > undone[i - 1]))).toBe(true)
  })

  it('trains on rows without positives as they are, or refuses them with a line', () => {
    const bare = { table: rows.table, rows: rows.rows.filter((row) => !rows.table.label[row]) }
    const refused = /^no positives among [\d,]+ training rows; expected at least 1$/
    if (treatment.distortion === 'none' || treatment.id === 'focal') expect(apply(bare).rows).toEqual(bare.rows)
    else expect(() => apply(bare)).toThrow(refused)
  })

  it('adds and drops nothing where positives are common enough already', () => {
    const half = rareRows({ rows: 1000, base: 4, seed: 3 })
    expect(shareOfPositives(half)).toBeGreaterThan(0.6)
    const { table, rows: kept, undo } = apply(half)
    expect(kept.length).toBe(half.rows.length)
    if (treatment.id.endsWith('sampling')) expect([table, undo]).toEqual([half.table, { kind: 'identity' }])
  })
})

/** The least and the most of every number, and every choice. */
function settingsAt(own: (typeof treatments)[number]['knobs']): Settings[] {
  return Object.entries(own).flatMap(([id, knob]) => {
    const values: Setting[] =
      knob.type === 'number' ? [knob.min, knob.max] : knob.type === 'choice' ? knob.options.map((o) => o.value) : []
    return values.flatMap((value) => [{ [id]: value }, { [id]: value, keepBy: 'rate', weighting: 'given' }])
  })
}
