import { describe, expect, it } from 'vitest'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import type { RunReport } from '../../../src/core/training/run.ts'
import type { Ensemble } from '../../../src/core/trees/ensemble.ts'
import { migratedRun } from '../../../src/state/kept-migration.ts'
import { isKeptRun, type KeptRun } from '../../../src/state/kept-run.ts'
import { finishedRun } from '../labs/finished-run.ts'
import { treesRun } from '../labs/trees-run.ts'
import { earliest, keptRun } from './kept-fixtures.ts'

function migrated(record: unknown): KeptRun {
  const run = migratedRun(record)
  if (!isKeptRun(run)) throw new Error('no run')
  return run
}

describe('migratedRun', () => {
  it('leaves a run of today as it is', () => {
    const kept = keptRun()
    expect(isKeptRun(kept)).toBe(true)
    expect(migratedRun(kept)).toBe(kept)
  })

  it('fills what the first version did not keep: curves become a part, the rest is not known', () => {
    const kept = keptRun({ pinned: true })
    const { curves, threshold } = kept.report as RunReport
    const run = migrated(earliest(kept))
    expect(run.origin).toEqual({ kind: 'trained', run: kept.id, seed: kept.spec.recipe.seed })
    expect([run.pinned, run.lookedAtTest, run.rewoundTo]).toEqual([true, false, null])
    expect(run.report).toMatchObject({
      ...{ crossFit: null, excess: [], uncorrected: null, trained: null, resolved: null },
      correction: { undo: { kind: 'identity' }, recalibration: { kind: 'none' } },
    })
    const { validation, test } = (run.report as RunReport).parts
    expect(test).toBeNull()
    expect(validation.rows).toBe(curves.thresholds.positives + curves.thresholds.negatives)
    expect(validation.labelled).toEqual({ curves, own: pointAt(curves.thresholds, threshold).counts })
    expect(validation.expected).toBeNull()
  })

  it('loses nothing of a run of the version before this one: that a test was seen, its parts, what corrects it', () => {
    const kept = keptRun({ lookedAtTest: true })
    const { shape: _shape, origin: _origin, rewoundTo: _rewound, ...before } = kept
    expect(migrated(before)).toEqual(kept)
  })

  it('gives what a run was before its correction the threshold and the parts that were not kept', () => {
    const kept = keptRun()
    const report = kept.report as RunReport
    const { calibration } = report.curves
    const uncorrected = { validation: report.validation, test: null, calibration }
    const run = migrated(earliest({ ...kept, report: { ...report, uncorrected } as never }))
    expect(run.report?.uncorrected).toBeNull()
    const later = migrated({ ...earliest(kept), report: { ...(earliest(kept).report as object), uncorrected } })
    expect(later.report?.uncorrected).toEqual({
      ...uncorrected,
      threshold: report.threshold,
      parts: { validation: { labelled: calibration, expected: null }, test: null },
    })
  })

  it('makes a version of an imported model that posed as a run, and says no more of it than is known', () => {
    const kept = keptRun({}, treesRun())
    const spec = { ...kept.spec, lane: 'imported:fraud.json', model: 'gbdt', settings: {}, engine: 'fused' }
    const run = migrated({ ...earliest(kept), spec })
    expect(run.origin).toEqual({ kind: 'imported', format: 'xgboost', file: 'fraud.json' })
    expect(run.spec).toEqual({ id: kept.id, recipe: kept.spec.recipe })
    expect(run.report).toMatchObject({ engine: null, trainRowsPerSecond: null, trained: null, resolved: null })
  })

  it('knows to how many trees a run was wound back', () => {
    const kept = keptRun({}, treesRun())
    const report = kept.report as RunReport
    const { checkpoint } = report
    const best = { loss: Infinity, rowsSeen: checkpoint.rowsSeen, weights: null }
    const wound = { ...earliest(kept), report: { ...report, checkpoint: { ...checkpoint, best } } }
    expect(migrated(wound).rewoundTo).toBe((checkpoint.state as Ensemble).trees.length)
    expect(migrated(earliest(kept)).rewoundTo).toBeNull()
  })

  it('comes out as no run, or throws, of what is none', () => {
    for (const record of [{}, { id: 'x' }, { shape: 2, id: 'x' }, null]) {
      const read = (): unknown => migratedRun(record)
      let run: unknown = null
      try {
        run = read()
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError)
      }
      expect(isKeptRun(run)).toBe(false)
    }
    expect(isKeptRun({ ...keptRun(), order: 'first' })).toBe(false)
    expect(finishedRun(0).version?.origin.kind).toBe('trained')
  })
})
