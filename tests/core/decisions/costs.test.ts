import { describe, expect, it } from 'vitest'
import { byCapacity, byCost, byPrecision, byRecall } from '../../../src/core/decisions/choose.ts'
import { bayesThreshold, bestByCost, costAt, costCurve } from '../../../src/core/decisions/costs.ts'
import { alertsAt, decisionCurve } from '../../../src/core/decisions/curve.ts'
import { bestGain, gainAt } from '../../../src/core/decisions/gains.ts'
import { decisionKnobs } from '../../../src/core/decisions/knobs.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { indexAt } from '../../../src/core/metrics/curves/point.ts'
import type { CostSettings } from '../../../src/core/value/cost-knobs.ts'
import { calibratedRows, rowsOf } from './rows.ts'

const costs: CostSettings = { missedFlat: 20, missedShare: 0.5, falseAlarm: 5, review: 2 }
const flat: CostSettings = { ...costs, missedShare: 0 }
const small = rowsOf({
  scores: [0.9, 0.8, 0.8, 0.3, 0.1],
  labels: [1, 0, 1, 1, 0],
  amounts: [100, 50, 40, NaN, 7],
  times: [0, 3600, 7200, 43_200, 86_400],
})
const many = calibratedRows(60_000, Random.of(2))
const curve = decisionCurve(many)

describe('costAt(curve, costs, index)', () => {
  it('is missed flat and by amount, false alarms and reviews, by hand', () => {
    const by = decisionCurve(small)
    expect([...by.thresholds].map(Math.fround)).toEqual([Infinity, 0.9, 0.8, 0.3, 0.1, 0].map(Math.fround))
    expect([0, 1, 2, 3, 4].map((i) => costAt(by, costs, i).cost)).toEqual([
      3 * 20 + 140 / 2,
      2 * 20 + 40 / 2 + 2,
      20 + 5 + 6,
      5 + 8,
      10 + 10,
    ])
    expect(costAt(by, costs, 2)).toMatchObject({
      alerts: 3,
      caught: 2,
      missed: 1,
      falseAlarms: 1,
      caughtAmount: 140,
      missedAmount: 0,
      perTenThousand: (31 / 5) * 10_000,
    })
    expect(costCurve(by, costs)[2]).toBeCloseTo(62_000, 9)
    expect(by.days).toBe(1)
  })

  it('counts no money where rows have no amounts', () => {
    const by = decisionCurve({ ...small, amounts: null })
    expect(costAt(by, costs, 0)).toMatchObject({ cost: 60, caughtAmount: null, missedAmount: null })
  })

  it('equals the sum over rows, at every threshold', () => {
    const { scores, labels, amounts } = many
    for (const index of [0, 1, 40, 150, curve.thresholds.length - 1]) {
      const found = costAt(curve, costs, index)
      let sum = 0
      scores.forEach((score, i) => {
        const isAlert = score >= found.threshold
        if (isAlert) sum += costs.review + (labels[i] === 1 ? 0 : costs.falseAlarm)
        else if (labels[i] === 1) sum += costs.missedFlat + costs.missedShare * (amounts?.[i] ?? 0)
      })
      expect(found.cost).toBeCloseTo(sum, 6)
    }
  })
})

describe('bestByCost', () => {
  it('finds the Bayes threshold on calibrated scores, to within a step of the curve and the luck of the draw', () => {
    for (const falseAlarm of [0.5, 2, 6]) {
      const by = { ...flat, falseAlarm }
      const bayes = bayesThreshold(by)
      const best = costAt(curve, by, bestByCost(curve, by))
      expect(bayes).toBeCloseTo((2 + falseAlarm) / (20 + falseAlarm), 12)
      expect(Math.abs(best.threshold - bayes)).toBeLessThan(0.04)
      const atBayes = costAt(curve, by, indexAt(curve, bayes))
      expect(atBayes.cost / best.cost).toBeLessThan(1.01)
    }
  })

  it('takes the highest of equally cheap thresholds, and calls nothing where no alert pays', () => {
    expect(bestByCost(decisionCurve(small), { missedFlat: 0, missedShare: 0, falseAlarm: 0, review: 0 })).toBe(0)
    expect(bestByCost(curve, { ...flat, review: 21 })).toBe(0)
    expect(bayesThreshold({ ...flat, review: 21 })).toBe(Infinity)
    expect(bayesThreshold({ missedFlat: 0, missedShare: 0, falseAlarm: 0, review: 0 })).toBe(0)
  })

  it('bayesThreshold(costs, amount) falls as more is at stake', () => {
    expect(bayesThreshold(costs, 100)).toBeCloseTo(7 / (20 + 50 + 5), 12)
  })
})

describe('choices read counts that the rows have', () => {
  it('byCapacity(curve, k) raises at most k alerts a day, and one point more would raise more', () => {
    const { index } = byCapacity(curve, 120)
    if (index === null) throw new Error('no choice')
    expect(alertsAt(curve, index) / 10).toBeLessThanOrEqual(120)
    expect(alertsAt(curve, index + 1) / 10).toBeGreaterThan(120)
  })

  it('byPrecision and byRecall meet what is asked with the most found and the fewest alerts', () => {
    const precise = byPrecision(curve, 0.5).index ?? NaN
    const precision = (i: number) => curve.truePositives[i] / alertsAt(curve, i)
    expect(precision(precise)).toBeGreaterThanOrEqual(0.5)
    for (let i = precise + 1; i < curve.thresholds.length; i++) expect(precision(i)).toBeLessThan(0.5)
    const recalled = byRecall(curve, 0.6).index ?? NaN
    expect(curve.truePositives[recalled] / curve.positives).toBeGreaterThanOrEqual(0.6)
    expect(curve.truePositives[recalled - 1] / curve.positives).toBeLessThan(0.6)
  })

  it('say in a line why there is none', () => {
    const tied = decisionCurve(
      rowsOf({
        scores: new Array(50).fill(0.5),
        labels: new Array(50).fill(0),
        times: Array.from({ length: 50 }, (_, i) => i * 1800),
      })
    )
    expect(byCapacity(tied, 10).reason).toBe('the highest score alone raises 49 alerts a day; 10 can be looked at')
    expect(byRecall(tied, 0.5).reason).toBe('no positives to find')
    expect(byPrecision(tied, 0.5).reason).toBe('no positives to find')
    expect(byPrecision(curve, 1.01).reason).toMatch(/^precision never reaches 100 %; its best is \d+ %$/)
    expect(byCapacity(decisionCurve({ ...small, times: null }), 10).reason).toBe(
      'these rows have no time, so there is no alert a day'
    )
    expect(byCost(curve, { ...flat, review: 21 }).reason).toBe('no alert pays at these costs')
    expect(byCost(curve, { ...flat, missedFlat: 0 }).reason).toBe('nothing is lost without alerts at these costs')
    expect(byCapacity(decisionCurve(rowsOf({ scores: [], labels: [], times: [] })), 10).reason).not.toBeNull()
  })

  it('a random part of the traffic counts as so much of its days', () => {
    expect(decisionCurve({ ...many, trafficShare: 0.2 }).days).toBeCloseTo(2, 9)
  })
})

describe('gains', () => {
  it('gainAt(curve, index) rises from nothing to all, lift ends at 1, and none is above the best', () => {
    const gains = Array.from(curve.thresholds, (_, index) => gainAt(curve, index)).filter((gain) => gain !== null)
    expect(gains).toHaveLength(curve.thresholds.length)
    expect(gains[0]).toEqual({ called: 0, found: 0, lift: null, amount: 0 })
    expect(gains.at(-1)).toEqual({ called: 1, found: 1, lift: 1, amount: 1 })
    for (const { called, found } of gains) expect(found).toBeLessThanOrEqual((bestGain(curve, called) ?? NaN) + 1e-12)
    expect(gainAt(curve, 100)?.lift).toBeCloseTo(
      (gainAt(curve, 100)?.found ?? NaN) / (gainAt(curve, 100)?.called ?? NaN),
      12
    )
  })

  it('gainAt(no positives) is null', () => {
    expect(gainAt(decisionCurve(rowsOf({ scores: [0.1, 0.2], labels: [0, 0] })), 1)).toBeNull()
  })
})

it('decisionKnobs start with costs at which some alert pays', () => {
  const { capacity, ...defaults } = defaultsOf(decisionKnobs)
  expect(bayesThreshold(defaults, 50)).toBeLessThan(0.2)
  expect(capacity).toBe(100)
})
