import { describe, expect, test } from 'vitest'
import { formatTally } from '../../../src/core/kernel/numbers.ts'
import { pointAt } from '../../../src/core/metrics/curves/point.ts'
import { groundOf } from '../../../src/core/report/ground.ts'
import { besideCount, foundText, countText } from '../../../src/core/report/counts.ts'
import { readOn, whyUnread } from '../../../src/core/report/part-read.ts'
import { judged } from '../../../src/views/reading/thresholds.ts'
import { undoBrief, undoText } from '../../../src/core/report/undo.ts'
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

  test('readOn(report of an earlier version) is validation as labelled, cut on its curve; of test it has nothing', () => {
    const read = readOn(earlier, { part: 'validation', expected: true })
    expect(read?.basis).toEqual({ part: 'validation', expected: false })
    expect(read?.curves).toBe(earlier.curves)
    expect(read?.own).toEqual(pointAt(earlier.curves.thresholds, earlier.threshold).counts)
    expect(readOn(earlier, { part: 'test', expected: true })).toBeNull()
    expect(whyUnread([{ report: earlier }], { part: 'test', expected: true })).toMatch(/^Runs of earlier versions/)
  })
})

test('judged(runs, basis, null) has the cross-fitted counts of the run, judged(runs, basis, t) those of the curve', () => {
  const basis = { part: 'validation', expected: false } as const
  const own = { ...counts, truePositives: 40, falseNegatives: 42 }
  const tuned = finishedRun(1)
  const { validation, test: tested } = report.parts
  const labelled = { ...validation.labelled, own }
  tuned.report = { ...report, parts: { validation: { ...validation, labelled }, test: tested } }
  expect(judged([tuned], basis, null)[0].cut.counts).toEqual(own)
  expect(judged([tuned], basis, null)[0].cut.recall).toBe(40 / 82)
  const { counts: onCurve } = pointAt(validation.labelled.curves.thresholds, 0.1)
  expect(judged([tuned], basis, 0.1)[0].cut.counts).toEqual(onCurve)
})

test('counts stand beside numbers per 10,000 where positives are under a thousand', () => {
  expect(foundText(counts)).toBe('51 of 82')
  expect(besideCount('51', counts)).toBe('51 (51 of 82)')
  expect(countText('falsePositives', counts)).toBe('400 of 9,918')
  expect(foundText({ ...counts, falseNegatives: 949 })).toBe('')
  expect(foundText({ ...counts, truePositives: 51.26, falseNegatives: 30.5 })).toBe('51.3 of 81.8')
})

test('formatTally(count) has a decimal where a count is an expected one', () => {
  expect([51, 51.26, 1204.3].map(formatTally)).toEqual(['51', '51.3', '1,204'])
})

test('groundOf(models) says the rows, the reading and the positives that numbers rest on', () => {
  const basis = { part: 'test', expected: true } as const
  expect(groundOf(judged([run], basis, null), basis)).toBe('test, expected, 1,801 positives')
  expect(
    groundOf(judged([finishedRun(0), trained({ evaluations: 1 })], { ...basis, part: 'validation' }, null), basis)
  ).toMatch(/^test, expected, \d[\d.,]* to \d[\d.,]* positives$/)
})

test('undoText(run) says what a treatment’s undo corrects, and that nothing undoes another', () => {
  const treated = (settings: object) => undoText(trained({ evaluations: 0, settings: { ...settings } }))
  expect(treated({ treatment: 'none', undo: true })).toBe('')
  expect(treated({ treatment: 'class-weights', undo: true })).toMatch(
    /^class weights, undone\. Undoing divides odds .*boosted trees do not\. .*[^.]\.$/
  )
  expect(treated({ treatment: 'class-weights', undo: false })).toMatch(/not undone: scores are not probabilities/)
  expect(treated({ treatment: 'smote', undo: true })).toMatch(/no formula undoes/)
  const settings = { treatment: 'class-weights', undo: true }
  expect(undoBrief(trained({ evaluations: 0, settings }))).toBe(
    'class weights, undone: right on average on training rows'
  )
})
