import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/kernel/random.ts'
import { aucOf } from '../../../../src/core/metrics/kinds/auc.ts'
import { averagePrecision } from '../../../../src/core/metrics/kinds/pr-auc.ts'
import { logChance } from '../../../../src/core/metrics/luck/chance-bound.ts'
import { aucInfluence, precisionInfluence } from '../../../../src/core/metrics/luck/influence.ts'
import { sortDescending } from '../../../../src/core/metrics/sort/descending.ts'

const STEP = 1 / 1024

function rowsOf(levels: number | null) {
  const random = Random.of(12)
  const truth = Float32Array.from({ length: 60 }, () => Math.round(256 * (0.02 + 0.8 * random.uniform() ** 2)) / 256)
  const scores = truth.map((p) => {
    const noisy = p + 0.3 * random.uniform()
    return levels === null ? noisy : Math.floor(levels * noisy)
  })
  return { truth, order: sortDescending(scores) }
}

/** Central difference of a metric in one row's truth. */
function slopeAt(measure: (labels: Float32Array) => number | null, truth: Float32Array, row: number): number {
  const at = (by: number): number => measure(truth.map((p, i) => (i === row ? p + by : p)))!
  return (at(STEP) - at(-STEP)) / (2 * STEP)
}

describe('influence of a row’s label', () => {
  it.each([
    { name: 'AUC', levels: null, measure: aucOf, influenceOf: aucInfluence },
    { name: 'AUC with ties', levels: 4, measure: aucOf, influenceOf: aucInfluence },
    { name: 'average precision', levels: null, measure: averagePrecision, influenceOf: precisionInfluence },
  ])('on $name is the slope of the expected metric', ({ levels, measure, influenceOf }) => {
    const { truth, order } = rowsOf(levels)
    const influence = influenceOf(order, truth)!
    for (const [row, slope] of influence.entries())
      expect(slope, `row ${row}`).toBeCloseTo(
        slopeAt((labels) => measure(order, labels), truth, row),
        5
      )
  })

  it('on average precision with ties is the slope of its numerator over its denominator', () => {
    const { truth, order } = rowsOf(4)
    const { rows, keys } = order
    /** Σ (P (S + P) + V) / n over Σp: a tie by itself, whatever share of all positives it holds. */
    const precision = (p: Float32Array): number => {
      let [sum, above] = [0, 0]
      for (let i = 0; i < rows.length;) {
        let [tied, squares] = [0, 0]
        const key = keys[i]
        do {
          tied += p[rows[i]]
          squares += p[rows[i]] ** 2
        } while (++i < rows.length && keys[i] === key)
        sum += (tied * (above + tied) + tied - squares) / i
        above += tied
      }
      return sum / above
    }
    for (const [row, slope] of precisionInfluence(order, truth)!.entries())
      expect(slope, `row ${row}`).toBeCloseTo(slopeAt(precision, truth, row), 5)
  })

  it('is n/a without positives', () => {
    const order = sortDescending(Float32Array.of(0.1, 0.2))
    expect([aucInfluence(order, new Float32Array(2)), precisionInfluence(order, new Float32Array(2))]).toEqual([
      null,
      null,
    ])
  })
})

describe('logChance', () => {
  /** P(Σ g (y − p) ≥ excess), over all labels. */
  function chanceOf(influence: Float64Array, truth: Float32Array, excess: number): number {
    let chance = 0
    for (let drawn = 0; drawn < 1 << truth.length; drawn++) {
      let [sum, share] = [0, 1]
      for (const [row, p] of truth.entries()) {
        const label = (drawn >> row) & 1
        sum += influence[row] * (label - p)
        share *= label ? p : 1 - p
      }
      if (sum >= excess - 1e-12) chance += share
    }
    return chance
  }

  it('is above the chance over all labels, and by less than a factor of 20', () => {
    const random = Random.of(3)
    for (let attempt = 0; attempt < 10; attempt++) {
      const truth = Float32Array.from({ length: 12 }, () => 0.02 + 0.3 * random.uniform())
      const influence = Float64Array.from(truth, () => random.uniform() - 0.2)
      const most = influence.reduce((sum, g, row) => sum + (g > 0 ? g * (1 - truth[row]) : -g * truth[row]), 0)
      for (const share of [0.2, 0.4, 0.6, 0.8]) {
        const chance = chanceOf(influence, truth, share * most)
        const bound = Math.exp(logChance(influence, truth, share * most))
        expect(bound).toBeGreaterThanOrEqual(chance)
        expect(bound).toBeLessThan(20 * chance)
      }
    }
  })

  it('of what labels added nothing to is 0, a chance of 1', () => {
    expect(logChance(Float64Array.of(1, 2), Float32Array.of(0.1, 0.2), 0)).toBe(0)
    expect(logChance(Float64Array.of(1, 2), Float32Array.of(0, 1), 3)).toBe(0)
  })
})
