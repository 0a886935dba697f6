import { expect, test } from 'vitest'
import type { Settings } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { offLevelOf } from '../../../src/core/lab/off-level.ts'

const random = Random.of(3)
const chance = Float32Array.from({ length: 40_000 }, () => 0.02 + 0.02 * random.uniform())
const labels = Uint8Array.from(chance, (p) => Number(random.uniform() < p))

test('offLevelOf(true chances) is null, and so is it for a twentieth too much', () => {
  expect(offLevelOf({ scores: chance, labels, clusters: null, settings: {} })).toBeNull()
  expect(offLevelOf({ scores: chance.map((p) => 1.05 * p), labels, clusters: null, settings: {} })).toBeNull()
})

test('offLevelOf(a third of the chances) tells so, with an interval around it', () => {
  const off = offLevelOf({ scores: chance.map((p) => p / 3), labels, clusters: null, settings: {} })
  expect(off?.ratio).toBeCloseTo(1 / 3, 1)
  expect(off && off.low < 1 / 3 && off.high > 1 / 3 && off.high - off.low < 0.08).toBe(true)
})

test('offLevelOf says nothing where positives are too few, or come in too few clusters, to tell', () => {
  const scores = chance.map((p) => 1.5 * p)
  expect(offLevelOf({ scores, labels, clusters: null, settings: {} })).not.toBeNull()
  expect(
    offLevelOf({ scores: scores.slice(0, 200), labels: labels.slice(0, 200), clusters: null, settings: {} })
  ).toBeNull()
  const clusters = Uint32Array.from(labels, (_, i) => i % 3)
  const together = labels.map((_, i) => Number(i % 3 === 0 && i < 3600))
  expect(offLevelOf({ scores, labels: together, clusters, settings: {} })).toBeNull()
})

test('offLevelOf says what is off and what to do about it, and nothing where scores are recalibrated', () => {
  const told = (settings: Settings) =>
    offLevelOf({ scores: chance.map((p) => p / 3), labels, clusters: null, settings })
  expect(told({})?.text).toMatch(
    /^the mean score is 0.3\d times the share of positives in validation \(95 %: 0.3\d* to 0.3\d\): choose Platt recalibration$/
  )
  expect(told({ treatment: 'class-weights', undo: false })?.text).toMatch(
    /: undo the shift of the treatment, or choose/
  )
  expect(told({ recalibrate: 'platt' })).toBeNull()
})

test('offLevelOf gives no cure that learns from positives nobody has reported yet', () => {
  const scores = chance.map((p) => 3 * p)
  const told = (settings: Settings) => offLevelOf({ scores, labels, clusters: null, unreported: 500, settings })
  expect(told({})).toBeNull()
  expect(told({ treatment: 'smote' })).toBeNull()
  expect(told({ treatment: 'class-weights', undo: false })?.text).toMatch(/: undo the shift of the treatment$/)
})
