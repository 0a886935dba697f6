import { describe, expect, it } from 'vitest'
import { clickCurve, clickProbability } from '../../../datasets/ad-ctr/clicks.ts'
import { columnOf, deciles, mean, surprise, worldWith } from './draws.ts'

const ROWS = { from: 0, to: 200_000 }

describe.each([
  { loggingPolicy: 'relevance' },
  { loggingPolicy: 'popularity', positionBias: 2 },
  { loggingPolicy: 'random', positionBias: 0, noise: 2 },
  { loggingPolicy: 'relevance', exploration: 0, missingRate: 0.4, wander: 1 },
])('truth of %o', (settings) => {
  const draw = worldWith(settings, 5).draw(ROWS)

  it('is calibrated overall', () => {
    expect(Math.abs(surprise(draw))).toBeLessThan(4)
  })

  it('is calibrated at every position', () => {
    for (let position = 1; position <= 20; position++)
      expect(Math.abs(surprise(draw, (row) => draw.table.position![row] === position))).toBeLessThan(4)
  })

  it('is calibrated in every decile of itself', () => {
    const decile = deciles(draw.truth!.probability)
    for (let d = 0; d < 10; d++) expect(Math.abs(surprise(draw, (row) => decile[row] === d))).toBeLessThan(4)
  })

  it('is calibrated where columns are missing', () => {
    for (const id of ['user', 'interest', 'siteCategory', 'adCategory']) {
      const column = columnOf(draw, id)
      expect(Math.abs(surprise(draw, (row) => column[row] === 0))).toBeLessThan(4)
    }
  })
})

it('probability is relevance × examination of the position', () => {
  const { table, truth } = worldWith({ positionBias: 0.5 }).draw({ from: 0, to: 4000 })
  const examined = [0.68, 0.61, 0.48, 0.34, 0.28, 0.2, 0.11, 0.1, 0.08, 0.06]
  for (let row = 0; row < table.rows; row++) {
    const seen = Math.sqrt(examined[Math.min(table.position![row], 10) - 1])
    expect(truth!.probability[row] / (seen * truth!.relevance![row])).toBeCloseTo(1, 5)
  }
})

it('clickProbability(clickCurve(deviation), logit) is the Gaussian integral to 1e-6', () => {
  for (const deviation of [0, 0.3, 1, 3])
    for (const logit of [-12, -4.03, -1, 0, 0.51, 2.7, 9]) {
      let integral = 0
      let weights = 0
      for (let z = -10; z <= 10; z += 0.001) {
        const weight = Math.exp((-z * z) / 2)
        integral += weight / (1 + Math.exp(-logit - deviation * z))
        weights += weight
      }
      expect(Math.abs(clickProbability(clickCurve(deviation), logit) - integral / weights)).toBeLessThan(1e-6)
    }
})

it.each([0.0001, 0.001, 0.03, 0.1])('the realised rate keeps to %d', (baseRate) => {
  const rows = 300_000
  for (const seed of [1, 2, 3]) {
    const rate = mean(worldWith({ baseRate }, seed).draw({ from: 0, to: rows }).table.label)
    const standardError = Math.sqrt((baseRate * (1 - baseRate)) / rows)
    expect(Math.abs(rate - baseRate)).toBeLessThan(4 * standardError + 0.02 * baseRate)
  }
})

it('a fifth of impressions is clicked where position matters less; elsewhere the limit is named', () => {
  const rate = mean(worldWith({ baseRate: 0.2, positionBias: 0.5 }).draw({ from: 0, to: 100_000 }).table.label)
  expect(Math.abs(rate - 0.2)).toBeLessThan(0.01)
  expect(() => worldWith({ baseRate: 0.2 })).toThrow(/^invalid baseRate: 0.2; expected at most 0.172/)
})

it('the base rate is of knobs and seed, not of the row count', () => {
  const few = worldWith({ rows: 10_000 }).draw({ from: 0, to: 200 })
  expect(worldWith({ rows: 2_000_000 }).draw({ from: 0, to: 200 }).truth).toEqual(few.truth)
})
