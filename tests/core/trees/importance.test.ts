import { describe, expect, test } from 'vitest'
import { importance } from '../../../src/core/trees/importance.ts'
import { parseXgboost } from '../../../src/core/trees/xgboost-json.ts'
import { caseOf, cases } from './xgboost-goldens.ts'

describe.each(cases.filter((one) => one.importance))('XGBoost, $name', ({ model, importance: theirs }) => {
  const ours = importance(parseXgboost(model))

  test('importance(ensemble) is total_gain, weight and total_cover within 1e-5 of each, the largest gain first', () => {
    const [gain, splits, cover] = theirs ?? []
    expect(ours.map(({ feature }) => feature)).toEqual(Object.keys(gain).sort((a, b) => gain[b] - gain[a]))
    for (const one of ours) {
      expect(one.splits).toBe(splits[one.feature])
      expect(Math.abs(one.gain / gain[one.feature] - 1)).toBeLessThan(1e-5)
      expect(Math.abs(one.cover / cover[one.feature] - 1)).toBeLessThan(1e-5)
    }
  })
})

test('importance(first trees) is what those trees alone gained', () => {
  const { features, trees } = parseXgboost(caseOf('depth 4').model)
  const total = (count: number) =>
    importance({ features, trees: trees.slice(0, count) }).reduce((sum, { gain }) => sum + gain, 0)
  const gains = trees.map((tree) => tree.gain.reduce((sum, gain) => sum + gain, 0))
  expect(total(0)).toBe(0)
  expect(total(2)).toBeCloseTo(gains[0] + gains[1], 6)
})
