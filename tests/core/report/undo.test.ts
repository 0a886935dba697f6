import { expect, test } from 'vitest'
import { undoBrief, undoText } from '../../../src/core/report/undo.ts'
import { foundRun } from './sample.ts'

test('undoText(run) says what a treatment’s undo corrects, and that nothing undoes another', () => {
  const treated = (settings: object) => undoText(foundRun({ evaluations: 0, settings: { ...settings } }))
  expect(treated({ treatment: 'none', undo: true })).toBe('')
  expect(treated({ treatment: 'class-weights', undo: true })).toMatch(
    /^class weights, undone\. Undoing divides odds .*boosted trees do not\. .*[^.]\.$/
  )
  expect(treated({ treatment: 'class-weights', undo: false })).toMatch(/not undone: scores are not probabilities/)
  expect(treated({ treatment: 'smote', undo: true })).toMatch(/no formula undoes/)
  const settings = { treatment: 'class-weights', undo: true }
  expect(undoBrief(foundRun({ evaluations: 0, settings }))).toBe(
    'class weights, undone: right on average on training rows'
  )
})
