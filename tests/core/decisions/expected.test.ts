import { describe, expect, it } from 'vitest'
import type { DecisionRows } from '../../../src/core/decisions/decision-rows.ts'
import { decisionOf } from '../../../src/core/decisions/report.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { calibratedRows, rowsOf } from './rows.ts'

const REDRAWS = 800
const random = Random.of(6)
const drawn = calibratedRows(400, random)
/** A model that sees part of what the truth is made of. */
const scores = drawn.scores.map((p) => 0.5 * p + 0.3 * random.uniform())
const rows: DecisionRows = {
  ...rowsOf({ scores, labels: drawn.labels, own: 0.3, deployed: 0.3 }),
  ...{ truth: drawn.scores, times: drawn.times, amounts: drawn.amounts, customers: drawn.customers },
}

describe('decisionOf(rows, expected)', () => {
  const expected = decisionOf(rows, { part: 'test', expected: true })
  const at = [3, 20, 60, 120]

  it('counts what labels drawn again and again from the truth come to on average', () => {
    const keys = ['truePositives', 'falsePositives', 'caughtAmount'] as const
    const curve = keys.map(() => new Float64Array(at.length))
    const precision = new Float64Array(expected.alerts!.capacities.length)
    const own = { truePositives: 0, trueNegatives: 0, caughtAmount: 0 }
    for (let redraw = 0; redraw < REDRAWS; redraw++) {
      const labels = rows.truth!.map((p) => (random.uniform() < p ? 1 : 0))
      const one = decisionOf({ ...rows, labels: Uint8Array.from(labels) }, { part: 'test' })
      keys.forEach((key, k) => at.forEach((index, i) => (curve[k][i] += one.curve[key]![index] / REDRAWS)))
      precision.forEach((_, i) => (precision[i] += one.alerts!.rows.precision[i] / REDRAWS))
      for (const key of Object.keys(own) as (keyof typeof own)[]) own[key] += one.own[key]! / REDRAWS
    }
    const near = (found: number, wanted: number) => expect(Math.abs(found / wanted - 1)).toBeLessThan(0.05)
    keys.forEach((key, k) => at.forEach((index, i) => near(expected.curve[key]![index], curve[k][i])))
    precision.forEach((found, i) => near(expected.alerts!.rows.precision[i], found))
    for (const key of Object.keys(own) as (keyof typeof own)[]) near(expected.own[key]!, own[key])
  })

  it('has as its limit what the truth as score finds, and cards against labels', () => {
    const best = decisionOf({ ...drawn, truth: drawn.scores }, { part: 'test', expected: true })
    best.alerts!.rows.precision.forEach((found, i) =>
      expect(found).toBeCloseTo(expected.alerts!.rows.limit[i] ?? NaN, 9)
    )
    expect(expected.alerts!.cards).toEqual(decisionOf(rows, { part: 'test' }).alerts!.cards)
  })

  it('is on labels where it is not asked for, or the truth is not known', () => {
    expect(expected.expected).toBe(true)
    const labelled = decisionOf(rows, { part: 'test' })
    expect(labelled.expected).toBe(false)
    expect(decisionOf({ ...rows, truth: null }, { part: 'test', expected: true })).toEqual(labelled)
  })
})
