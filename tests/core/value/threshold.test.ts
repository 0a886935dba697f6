import fc from 'fast-check'
import { expect, it } from 'vitest'
import { costAt } from '../../../src/core/decisions/costs.ts'
import { decisionCurve } from '../../../src/core/decisions/curve.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { threshold } from '../../../src/core/value/kinds/threshold.ts'
import { calibratedRows } from '../decisions/rows.ts'
import { sum, valueRows } from './rows.ts'

const costs = { missedFlat: 20, missedShare: 0.5, falseAlarm: 5, review: 2 }

it('value(decisions) is, by hand, minus what missed positives, false alarms and reviews cost', () => {
  const rows = valueRows({ labels: [1, 0, 1, 0], amounts: [100, 50, 40, NaN], truth: [0.5, 0.25, 1, 0] })
  const made = threshold.decide(
    rows,
    { scores: Float32Array.of(0.9, 0.8, 0.1, 0.2), atTop: null, threshold: 0.5 },
    costs
  )
  expect([...made.place]).toEqual([1, 1, 0, 0])
  expect([...threshold.value(made, rows, 'labels', costs)!]).toEqual([-2, -7, -40, 0])
  expect([...threshold.value(made, rows, 'truth', costs)!]).toEqual([-4.5, -5.75, -40, 0])
  expect(threshold.value(made, { ...rows, truth: null }, 'truth', costs)).toBeNull()
})

it('its sum is minus the cost that the page draws, at any threshold', () => {
  const judged = calibratedRows(5000, Random.of(3))
  const curve = decisionCurve(judged)
  const rows = { ...judged, relevance: null, requests: null, slots: null }
  for (const index of [0, 10, 100, curve.thresholds.length - 1]) {
    const cut = { scores: judged.scores, atTop: null, threshold: curve.thresholds[index] }
    const value = sum(threshold.value(threshold.decide(rows, cut, costs), rows, 'labels', costs))
    expect(-value).toBeCloseTo(costAt(curve, costs, index).cost, 6)
  }
})

it('no decision is worth more in expectation than the one that the truth leads to, nor the trivial one less than its other', () => {
  const row = fc.record({
    p: fc.double({ min: 0, max: 1, noNaN: true }),
    amount: fc.double({ min: 0, max: 500, noNaN: true }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (drawn) => {
      const rows = valueRows({
        labels: drawn.map(() => 0),
        truth: drawn.map(({ p }) => p),
        amounts: drawn.map(({ amount }) => amount),
      })
      const scores = Float32Array.from(drawn, ({ score }) => score)
      const expected = (of: ReturnType<typeof threshold.decide> | null) =>
        sum(threshold.value(of!, rows, 'truth', costs))
      const at = (cut: number) => expected(threshold.decide(rows, { scores, atTop: null, threshold: cut }, costs))
      const best = expected(threshold.informed(rows, costs)) + 1e-3
      for (const cut of [0, 0.2, 0.5, 2]) expect(at(cut)).toBeLessThanOrEqual(best)
      expect(expected(threshold.trivial(rows, costs))).toBe(Math.max(at(0), at(2)))
    }),
    { seed: 1 }
  )
})
