import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { explosionLimit } from '../../../src/core/training/divergence.ts'

describe('explosionLimit', () => {
  it.each([
    [0.5, 2048],
    [0.03, 2048],
    [0.001, 2048],
    [0.0001, 2048],
    [0.03, 16],
    [0.0001, 128],
  ])('is never reached by the trivial predictor at base rate %d over windows of %d rows', (rate, rows) => {
    const random = Random.of(1)
    const limit = explosionLimit(rate, rows)
    for (let window = 0; window < 300; window++) {
      let loss = 0
      for (let row = 0; row < rows; row++) loss -= random.uniform() < rate ? Math.log(rate) : Math.log(1 - rate)
      expect(loss / rows).toBeLessThan(limit)
    }
  })

  it('is three times the entropy of the base rate over many rows', () => {
    const entropy = -0.03 * Math.log(0.03) - 0.97 * Math.log(0.97)
    expect(explosionLimit(0.03, 1e12)).toBeCloseTo(3 * entropy, 4)
  })
})
