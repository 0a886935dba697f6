import { describe, expect, test } from 'vitest'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import { groundOf } from '../../../src/core/report/ground.ts'
import { readOn, whyUnread } from '../../../src/core/report/part-read.ts'
import { drawnRuns } from '../../../src/views/reading/thresholds.ts'
import type { RunReport } from '../../../src/core/training/run.ts'
import { migratedRun } from '../../../src/state/kept-migration.ts'
import type { KeptRun } from '../../../src/state/kept-run.ts'
import { finishedRun } from '../labs/finished-run.ts'
import { trained } from './sample.ts'

const run = finishedRun(1)
const report = run.report
if (!report?.parts.test?.expected) throw new Error('the recorded run lacks a part')
const { parts: _parts, ...before } = report
const migrated = migratedRun({ id: 'earlier', spec: run.spec, lookedAtTest: false, report: before })
const earlier = (migrated as KeptRun).report as RunReport
const counts = { truePositives: 51, falseNegatives: 31, falsePositives: 400, trueNegatives: 9_518 }

describe('readOn', () => {
  test('readOn(report, basis) is the part and the labels asked for', () => {
    for (const part of ['validation', 'test'] as const)
      for (const expected of [true, false]) {
        const read = readOn(report, { part, expected })
        expect(read?.curves).toBe(report.parts[part]?.[expected ? 'expected' : 'labelled']?.curves)
        expect(read?.basis).toEqual({ part, expected })
      }
  })

  test('readOn(report of an earlier version) is validation against labels, cut on its curve; of test it has nothing', () => {
    const read = readOn(earlier, { part: 'validation', expected: true })
    expect(read?.basis).toEqual({ part: 'validation', expected: false })
    expect(read?.curves).toBe(earlier.curves)
    expect(read?.own).toEqual(pointAt(earlier.curves.thresholds, earlier.threshold).counts)
    expect(readOn(earlier, { part: 'test', expected: true })).toBeNull()
    expect(whyUnread([{ report: earlier }], { part: 'test', expected: true })).toMatch(/^Runs of earlier versions/)
  })
})

test('drawnRuns(runs, basis, null) has the cross-fitted counts of the run, drawnRuns(runs, basis, t) those of the curve', () => {
  const basis = { part: 'validation', expected: false } as const
  const own = { ...counts, truePositives: 40, falseNegatives: 42 }
  const tuned = finishedRun(1)
  const { validation, test: tested } = report.parts
  const labelled = { ...validation.labelled, own }
  tuned.report = { ...report, parts: { validation: { ...validation, labelled }, test: tested } }
  expect(drawnRuns([tuned], basis, null)[0].cut.counts).toEqual(own)
  expect(drawnRuns([tuned], basis, null)[0].cut.recall).toBe(40 / 82)
  const { counts: onCurve } = pointAt(validation.labelled.curves.thresholds, 0.1)
  expect(drawnRuns([tuned], basis, 0.1)[0].cut.counts).toEqual(onCurve)
})

test('groundOf(models) says the rows, the reading and the positives that numbers rest on', () => {
  const basis = { part: 'test', expected: true } as const
  expect(groundOf(drawnRuns([run], basis, null), basis)).toBe('test, against true probabilities, 1,801 positives')
  expect(
    groundOf(drawnRuns([finishedRun(0), trained({ evaluations: 1 })], { ...basis, part: 'validation' }, null), basis)
  ).toMatch(/^test, against true probabilities, \d[\d.,]* to \d[\d.,]* positives$/)
})
