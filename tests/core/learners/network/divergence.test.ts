import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/kernel/random.ts'
import { explosionLimit, isChecked } from '../../../../src/core/learners/network/divergence.ts'
import { bendFocal } from '../../../../src/core/treatments/undo.ts'

describe('explosionLimit', () => {
  it.each([
    [0.5, 2048, 0],
    [0.03, 2048, 0],
    [0.001, 2048, 0],
    [0.0001, 2048, 0],
    [0.03, 16, 0],
    [0.0001, 128, 0],
    [0.0005, 2048, 5],
    [0.005, 2048, 2],
    [0.03, 16, 3],
    [0.2, 2048, 0.5],
    [0.97, 2048, 0],
    [0.9999, 2048, 0],
    [0.995, 2048, 2],
  ])('is never reached by guessing at base rate %d over windows of %d rows, γ %d', (rate, rows, focal) => {
    const random = Random.of(1)
    const limit = explosionLimit(rate, rows, { focal })
    const said = 1 / (1 + Math.exp(-bendFocal(Math.log(rate / (1 - rate)), focal)))
    for (let window = 0; window < 300; window++) {
      let loss = 0
      for (let row = 0; row < rows; row++) loss -= random.uniform() < rate ? Math.log(said) : Math.log(1 - said)
      expect(loss / rows).toBeLessThan(limit)
    }
  })

  it.each([
    [0.03, 0],
    [0.0003, 0],
    [0.03, 2],
  ])('is the same at base rate %d and at its opposite, γ %d: neither class is the special one', (rate, focal) => {
    expect(explosionLimit(1 - rate, 2048, { focal })).toBeCloseTo(explosionLimit(rate, 2048, { focal }), 8)
  })

  it('is three times the entropy of the base rate over many rows', () => {
    const entropy = -0.03 * Math.log(0.03) - 0.97 * Math.log(0.97)
    expect(explosionLimit(0.03, 1e12)).toBeCloseTo(3 * entropy, 4)
  })

  it('is three times what guessing loses on these very rows, where that is more', () => {
    expect(explosionLimit(0.995, 1e6, { share: 0 })).toBeCloseTo(-3 * Math.log(0.005), 6)
  })
})

describe('isChecked', () => {
  it.each([
    [20, 100, false],
    [20, 2000, true],
    [104, 100, true],
    [Infinity, 100, true],
    [NaN, 100, true],
  ])('of a loss of %d after %d rows, where losses count from 2,000 on, is %s', (loss, rowsSeen, promised) => {
    expect(isChecked(loss, rowsSeen, 2000)).toBe(promised)
  })
})
