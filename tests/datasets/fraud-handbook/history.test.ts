import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { SIZE } from '../../../datasets/fraud-handbook/create.ts'
import { expectedShare, LARGE_SHARE, PER_DAY } from '../../../datasets/fraud-handbook/rates.ts'
import { historyOf } from './small.ts'

const SEEDS = [1, 2, 3, 4]

/** Of FACTS 1.1: the book's one seed, and expectations without overlaps. */
const BOOK = { rows: 1_754_155, frauds: 14_681 }
const SHARES = [0, 5.74e-4, 5.186e-3, 2.699e-3]

describe('drawHistory at the book’s size', () => {
  const histories = SEEDS.map((seed) => historyOf(SIZE, seed))
  const count = (which: number): number =>
    histories.reduce((sum, { scenario }) => sum + scenario.reduce((all, one) => all + +(one === which), 0), 0)
  const rows = histories.reduce((sum, history) => sum + history.rows, 0)
  const frauds = count(1) + count(2) + count(3)

  it('has the book’s payments within 3 % and frauds within 8 %, on average over seeds', () => {
    expect(Math.abs(rows / SEEDS.length / BOOK.rows - 1)).toBeLessThan(0.03)
    expect(Math.abs(frauds / SEEDS.length / BOOK.frauds - 1)).toBeLessThan(0.08)
  })

  it('has each scenario’s expected share', () => {
    // Four seeds: some 4,000 frauds of scenario 1; 1,456 terminals of scenario 2 and 2,184 customers of scenario 3 that differ in size.
    for (const [scenario, tolerance] of [
      [1, 0.05],
      [2, 0.05],
      [3, 0.06],
    ])
      expect(Math.abs(count(scenario) / rows / SHARES[scenario] - 1), `scenario ${scenario}`).toBeLessThan(tolerance)
  })

  it('expectedShare is the share of frauds, also of the first days alone', () => {
    expect(Math.abs(frauds / rows / expectedShare(SIZE, 183) - 1)).toBeLessThan(0.03)
    let [early, fraudsEarly] = [0, 0]
    for (const { time, scenario } of histories)
      for (let row = 0; time[row] < 14 * DAY; row++) {
        early++
        fraudsEarly += +(scenario[row] > 0)
      }
    expect(Math.abs(fraudsEarly / early / expectedShare(SIZE, 14) - 1)).toBeLessThan(0.1)
  })

  it('never falls back in time, and stands within the days', () => {
    for (const { time, rows: count } of histories) {
      let backwards = 0
      for (let row = 1; row < count; row++) backwards += +(time[row] < time[row - 1])
      expect(backwards).toBe(0)
      expect(time[0]).toBeGreaterThanOrEqual(1)
      expect(time[count - 1]).toBeLessThan(183 * DAY)
    }
  })

  it('has hours of the day about noon, as wide as a normal cut off at midnight', () => {
    const { time, rows: count } = histories[0]
    let sum = 0
    let squares = 0
    for (let row = 0; row < count; row++) {
      const second = (time[row] % DAY) - 43_200
      sum += second
      squares += second * second
    }
    // Of N(0, 20,000²) within ±2.16 deviations: the variance is 1 − 2 · 2.16 φ(2.16) / P(within).
    const within = 0.969225
    const deviation = 20_000 * Math.sqrt(1 - (2 * 2.16 * Math.exp(-(2.16 ** 2) / 2)) / Math.sqrt(2 * Math.PI) / within)
    expect(Math.abs(sum / count)).toBeLessThan(60)
    expect(Math.abs(Math.sqrt(squares / count) / deviation - 1)).toBeLessThan(0.003)
  })
})

describe('rates', () => {
  it('LARGE_SHARE and PER_DAY are what numerical integration gives', () => {
    const steps = 2000
    let sum = 0
    for (let i = 0; i < steps; i++) {
      const mean = 5 + (95 * (i + 0.5)) / steps
      sum += 1 - below((220 - mean) / (mean / 2))
    }
    expect(Math.abs(sum / steps / LARGE_SHARE - 1)).toBeLessThan(1e-3)
    expect(PER_DAY / 2).toBeCloseTo(below(2.16) - below(-43_199 / 20_000), 6)
  })
})

/** Standard normal distribution function, by Simpson's rule on the density. */
function below(z: number): number {
  const steps = 2000
  const width = z / steps
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const x = i * width
    sum += Math.exp(-(x * x) / 2) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2)
  }
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI)
}
