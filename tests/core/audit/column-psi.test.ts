import { describe, expect, it } from 'vitest'
import { psiBetween, type Sampled } from '../../../src/core/audit/column-psi.ts'
import { Random } from '../../../src/core/kernel/random.ts'

const numbers = (values: readonly number[], units: Uint32Array | null = null): Sampled => ({
  column: { kind: 'numeric', values: Float32Array.from(values) },
  units,
})
const codes = (values: readonly number[], units: Uint32Array | null = null): Sampled => ({
  column: { kind: 'categorical', values: Uint16Array.from(values) },
  units,
})
const filled = (length: number, of: (i: number) => number) => Array.from({ length }, (_, i) => of(i))

describe('psiBetween', () => {
  it('of a column that is 7 throughout and then 8 counts half a row in each empty bin', () => {
    // Shares 800 and ½ of 800.5 against ½ and 200 of 200.5.
    const [a, b] = [800 / 800.5, 0.5 / 200.5]
    const expected = (b - a) * Math.log(b / a) + (1 - b - (1 - a)) * Math.log((1 - b) / (1 - a))
    expect(psiBetween(numbers(filled(800, () => 7)), numbers(filled(200, () => 8))).value).toBeCloseTo(expected, 12)
    expect(psiBetween(numbers(filled(800, () => 8)), numbers(filled(200, () => 7))).value).toBeCloseTo(expected, 12)
    expect(expected).toBeGreaterThan(10)
  })

  it('of one number throughout is 0, and of a column that goes missing, or is a category no more, is not', () => {
    expect(psiBetween(numbers(filled(800, () => 7)), numbers(filled(200, () => 7))).value).toBe(0)
    expect(psiBetween(numbers(filled(800, (i) => i)), numbers(filled(200, () => NaN))).value).toBeGreaterThan(3)
    expect(psiBetween(codes(filled(800, () => 1)), codes(filled(200, () => 2))).value).toBeGreaterThan(10)
  })

  it.each([
    ['numbers of their own', (random: Random) => random.normal(), numbers],
    ['few numbers', (random: Random) => random.below(6), numbers],
    ['few values', (random: Random) => 1 + random.below(6), codes],
    ['long tails', (random: Random) => 1 + Math.floor(3000 * random.uniform() ** 4), codes],
  ])('without a shift is what chance gives in the mean: %s', (_, draw, sampled) => {
    const random = Random.of(4).stream('psi')
    let [found, expected] = [0, 0]
    for (let turn = 0; turn < 200; turn++) {
      const [from, to] = [1400, 400].map((rows) => sampled(filled(rows, () => draw(random))))
      const { value, expected: chance } = psiBetween(from, to)
      found += value
      expected += chance
    }
    expect(found / expected).toBeGreaterThan(0.85)
    expect(found / expected).toBeLessThan(1.15)
  })

  it('without a shift is what chance gives where whole groups of alike rows are in one part', () => {
    const random = Random.of(5).stream('psi')
    const part = (groups: number): Sampled => {
      const own = filled(groups, () => random.normal())
      const units = Uint32Array.from({ length: groups * 10 }, (_, i) => Math.floor(i / 10))
      return numbers(
        filled(groups * 10, (i) => own[units[i]]),
        units
      )
    }
    let [found, expected] = [0, 0]
    for (let turn = 0; turn < 100; turn++) {
      const { value, expected: chance } = psiBetween(part(280), part(80))
      found += value
      expected += chance
    }
    expect(found / expected).toBeGreaterThan(0.8)
    expect(found / expected).toBeLessThan(1.25)
  })
})
