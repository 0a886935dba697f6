import { expect, test } from 'vitest'
import { besideCount, countText, foundText } from '../../../src/core/report/counts.ts'

const counts = { truePositives: 51, falseNegatives: 31, falsePositives: 400, trueNegatives: 9_518 }

test('counts stand beside numbers per 10,000 where positives are under a thousand', () => {
  expect(foundText(counts)).toBe('51 of 82')
  expect(besideCount('51', counts)).toBe('51 (51 of 82)')
  expect(countText('falsePositives', counts)).toBe('400 of 9,918')
  expect(foundText({ ...counts, falseNegatives: 949 })).toBe('')
  expect(foundText({ ...counts, truePositives: 51.26, falseNegatives: 30.5 })).toBe('51.3 of 81.8')
})
