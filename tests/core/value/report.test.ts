import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { overPrediction } from '../../../src/core/value/over-prediction.ts'
import { valueReport } from '../../../src/core/value/report.ts'
import { valueRows } from './rows.ts'

const choice = { kind: 'auction', unit: 'dollars', settings: { slots: 1, reserve: 0, missedFlat: 3 } }
const rows = valueRows({
  labels: [0, 1, 0, 0],
  sizes: [2, 2],
  bids: [1, 2, 2, 1],
  relevance: [0.2, 0.2, 0.1, 0.3],
  truth: [0.2, 0.1, 0.1, 0.15],
})

describe('valueReport(rows, scores, choice)', () => {
  const scores = Float32Array.of(0.2, 0.2, 0.3, 0.1)
  const report = valueReport(rows, { scores, atTop: scores, threshold: 0.5 }, choice)!

  it('is the mean of a thousand requests, in the unit of the scenario, under the knobs of its kind alone', () => {
    expect(report).toMatchObject({ kind: 'auction', unit: 'dollars', per: '1,000 requests', units: 2 })
    expect(report.settings).toEqual({ slots: 1, reserve: 0 })
    // Second ad wins by 0.4 to 0.2 and pays 1; third wins by 0.6 to 0.1 and pays a third.
    expect(report.value.expected).toBeCloseTo((1000 * (0.2 * 1 + 0.1 / 3)) / 2, 3)
    expect(report.value.labels).toBeCloseTo((1000 * (1 / 0.5)) / 2, 3)
  })

  it('stands between bids alone and the truth, which is a ceiling of welfare and not of revenue', () => {
    // Truth: the second pays 1; the fourth wins by 0.3 to 0.2 and pays two thirds. Bids: both pay what is bid behind them.
    expect(report.withTruth).toBeCloseTo((1000 * (0.2 + 0.3 * (2 / 3))) / 2, 3)
    expect(report.trivial.expected).toBeCloseTo((1000 * (0.2 * 1 + 0.1 * 1)) / 2, 3)
    expect(report.ceiling).toBeNull()
    expect(report.welfare!.ceiling).toBeCloseTo((1000 * (0.2 * 2 + 0.3 * 1)) / 2, 3)
    expect(report.welfare!.value.expected).toBeCloseTo((1000 * (0.2 * 2 + 0.1 * 2)) / 2, 3)
  })

  it('without truth says n/a of what is expected, and keeps what labels tell', () => {
    const blind = valueReport(
      { ...rows, truth: null, relevance: null },
      { scores, atTop: scores, threshold: 1 },
      choice
    )!
    expect(blind).toMatchObject({ withTruth: null, value: { expected: null } })
    expect(blind.value.labels).toBe(report.value.labels)
    expect(blind.overPrediction.chosen.expected).toBeNull()
  })

  it('is null where there is nothing of its kind to decide, and names the kinds there are', () => {
    expect(valueReport({ ...rows, slots: null }, { scores, atTop: null, threshold: 1 }, choice)).toBeNull()
    const unknown = { ...choice, kind: 'nonsense' }
    expect(() => valueReport(rows, { scores, atTop: null, threshold: 1 }, unknown)).toThrow(
      'unknown decision: nonsense; expected one of threshold, auction'
    )
  })
})

describe('overPrediction(scores, rows, decisions)', () => {
  it('is mean predicted over mean label and over mean chance, of the chosen and of all, by hand', () => {
    const { chosen, all } = overPrediction(Float32Array.of(0.4, 0.2, 0.1, 0.1), rows, {
      place: Uint8Array.of(0, 1, 2, 0),
    })
    expect(chosen.rows).toBe(2)
    expect(chosen.labels).toBeCloseTo(0.3 / 1, 6)
    expect(chosen.expected).toBeCloseTo(0.3 / 0.2, 6)
    expect(all.labels).toBeCloseTo(0.8 / 1, 6)
    expect(
      overPrediction(Float32Array.of(0.1), { labels: Uint8Array.of(0), truth: null }, { place: new Uint8Array(1) })
    ).toEqual({
      chosen: { rows: 0, predicted: 0, labels: null, expected: null },
      all: { rows: 1, predicted: Math.fround(0.1), labels: null, expected: null },
    })
  })

  it('promises too much of winners where scores are right on average but noisy: the largest are too large', () => {
    const random = Random.of(4)
    const [requests, ads] = [2000, 20]
    const truth = Array.from({ length: requests * ads }, () => 0.02 + 0.1 * random.uniform())
    const scores = Float32Array.from(truth, (p) => p * (0.5 + random.uniform()))
    const many = valueRows({
      labels: truth.map(() => 0),
      truth,
      relevance: truth,
      bids: truth.map(() => 1),
      sizes: Array<number>(requests).fill(ads),
      examined: Array<number>(ads).fill(1),
    })
    const one = { ...choice, settings: { slots: 4, reserve: 0 } }
    const { chosen, all } = valueReport(many, { scores, atTop: scores, threshold: 1 }, one)!.overPrediction
    expect(Math.abs(all.expected! - 1)).toBeLessThan(0.01)
    expect(chosen.expected!).toBeGreaterThan(1.2)
  })
})
