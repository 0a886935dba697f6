import { describe, expect, it } from 'vitest'
import { alertsCurve, CAPACITIES } from '../../../src/core/decisions/alerts.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { rowsByDay } from '../../../src/core/metrics/daily/rows-by-day.ts'
import { cardPrecision } from '../../../src/core/metrics/kinds/card-precision-at-k.ts'
import goldens from '../../goldens/decisions.json' with { type: 'json' }
import { calibratedRows, rowsOf } from './rows.ts'

const golden = goldens.alerts
const rows = rowsOf(golden)

function expectClose(found: readonly (number | null)[] | null | undefined, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length)
  expected.forEach((value, i) => expect(found?.[i]).toBeCloseTo(value, 9))
}

describe('alertsCurve(rows, capacities)', () => {
  const curve = alertsCurve(rows, golden.capacities)

  it('equals the day by day ranking of pandas, rows and cards', () => {
    expect(curve?.days).toBe(4)
    expectClose(curve?.rows.precision, golden.rowPrecision)
    expectClose(curve?.rows.recall, golden.rowRecall)
    expectClose(curve?.rows.amount, golden.rowAmount)
    expectClose(curve?.cards?.precision, golden.cardPrecision)
    expectClose(curve?.cards?.recall, golden.cardRecall)
  })

  it('is never above its limit, and scores that are the labels reach the limit of rows', () => {
    const best = alertsCurve(rowsOf({ ...golden, scores: golden.labels }), golden.capacities)
    golden.capacities.forEach((_, i) => {
      expect(curve?.rows.precision[i]).toBeLessThanOrEqual(curve?.rows.limit[i] ?? NaN)
      expect(best?.cards?.precision[i]).toBeLessThanOrEqual((best?.cards?.limit[i] ?? NaN) + 1e-12)
      expect(best?.rows.precision[i]).toBeCloseTo(curve?.rows.limit[i] ?? NaN, 12)
    })
  })

  it.each([
    { name: 'tied cards too', late: 0 },
    { name: 'also where the first and the last day are parts', late: 0.7 * 86_400 },
  ])('of cards equals the metric of that name, $name', ({ late }) => {
    const tied = rowsOf({
      ...golden,
      times: golden.times.map((time) => time + late),
      scores: golden.scores.map((score) => Math.round(score * 10) / 10),
    })
    const found = alertsCurve(tied, [1, 5, 20])
    expect(found?.days).toBe(4)
    const sample = { ...tied, ranking: null, requests: null, relevance: null }
    const options = { k: 10, gain: 'linear', threshold: 0.5, baseRate: 0.1 } as const
    ;[1, 5, 20].forEach((alerts, i) =>
      expect(found?.cards?.precision[i]).toBeCloseTo(cardPrecision.measure(sample, { ...options, alerts }) ?? NaN, 12)
    )
  })

  it('of tied rows is what a random order of them gives', () => {
    const tied = rowsOf({
      scores: [0.9, 0.5, 0.5, 0.5, 0.5, 0.1],
      labels: [0, 1, 0, 0, 1, 1],
      times: [0, 1, 2, 3, 4, 5],
    })
    expect(alertsCurve(tied, [1, 2, 3, 5, 6, 9])?.rows.precision).toEqual([0, 0.5 / 2, 1 / 3, 2 / 5, 3 / 6, 3 / 9])
  })

  it('of a random share of the traffic asks for that share of the alerts, and knows no cards', () => {
    const whole = calibratedRows(40_000, Random.of(3))
    const share = { ...whole, trafficShare: 0.25 }
    const quarter = alertsCurve(share, [400])
    expect(quarter?.rows.precision[0]).toBeCloseTo(alertsCurve(whole, [100])?.rows.precision[0] ?? NaN, 12)
    expect(quarter?.cards).toBeNull()
  })

  it('reaches, where none are asked for, every row of the fullest day and no further', () => {
    const usual = alertsCurve(rows)
    const days = rowsByDay(rows.order, rows.times)?.starts ?? new Uint32Array(0)
    const fullest = Math.max(...[...days.slice(1)].map((end, day) => end - days[day]))
    expect(usual?.capacities.at(-1)).toBeGreaterThanOrEqual(fullest)
    expect(usual?.capacities.at(-2)).toBeLessThan(fullest)
    expect(usual?.rows.recall.at(-1)).toBe(1)
  })

  it('without times is null, without positives has no recall, and its usual capacities ascend', () => {
    expect(alertsCurve({ ...rows, times: null })).toBeNull()
    expect(alertsCurve(rowsOf({ scores: [], labels: [], times: [] }))).toBeNull()
    const none = alertsCurve(
      rowsOf({ scores: [0.5, 0.1], labels: [0, 0], times: [0, 1], amounts: [3, 4], customers: [1, 2] }),
      [1]
    )
    expect(none).toMatchObject({ rows: { precision: [0], recall: [null], amount: [null] }, cards: { recall: [null] } })
    expect([...CAPACITIES].sort((a, b) => a - b)).toEqual(CAPACITIES)
    expect(CAPACITIES.slice(0, 12)).toEqual([1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100])
  })
})
