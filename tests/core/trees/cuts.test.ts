import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { quantileCuts } from '../../../src/core/trees/cuts.ts'

const random = Random.of(1)
const cutsOf = (values: readonly number[], bins: number): number[] => [
  ...quantileCuts(Float32Array.from(values), bins, random),
]

/** Rows of each bin. */
function counts(values: Float32Array, cuts: Float32Array): number[] {
  const rows = new Array<number>(cuts.length + 1).fill(0)
  for (const value of values) rows[cuts.filter((cut) => cut <= value).length]++
  return rows
}

describe('quantileCuts(values, bins, random)', () => {
  it('gives each of few values a bin of its own, whatever their order and sign', () => {
    expect(cutsOf([3, -2, 0, -2, NaN, 8, -0, 3], 5)).toEqual([0, 3, 8])
    expect(cutsOf([1, 1, NaN], 5)).toEqual([])
    expect(cutsOf([NaN], 5)).toEqual([])
    expect(cutsOf([], 5)).toEqual([])
  })

  it('cuts many values into bins of as many rows, one in ten off at most', () => {
    const values = new Float32Array(20_000)
    Random.of(2).normals(values)
    const cuts = quantileCuts(values, 64, random)
    expect(cuts).toHaveLength(63)
    expect(cuts).toEqual(cuts.slice().sort())
    for (const rows of counts(values, cuts)) expect(Math.abs(rows / (20_000 / 64) - 1)).toBeLessThan(0.1)
  })

  it('lets a value that half of the rows have fill one bin, and shares the others fairly', () => {
    const values = Float32Array.from({ length: 10_000 }, (_, i) => (i % 2 ? 500 : i / 10))
    const cuts = quantileCuts(values, 32, random)
    expect(cuts).toHaveLength(31)
    const rows = counts(values, cuts)
    const largest = Math.max(...rows)
    expect(largest).toBeGreaterThanOrEqual(5000)
    expect(largest).toBeLessThan(5250)
    for (const count of rows.filter((count) => count !== largest)) expect(count).toBeLessThan(2 * (5000 / 31))
  })

  it('takes a sample of many rows that leaves no stretch of them out', () => {
    const values = Float32Array.from({ length: 600_000 }, (_, i) => i)
    const rows = counts(values, quantileCuts(values, 8, random))
    for (const count of rows) expect(Math.abs(count / 75_000 - 1)).toBeLessThan(0.02)
  })
})

describe('quantileCuts of a column with bins to spare', () => {
  it('reaches into both tails, where one row in several thousand lies', () => {
    const values = Float32Array.from({ length: 50_000 }, (_, i) => i)
    const cuts = quantileCuts(values, 256, random)
    expect(cuts.length).toBeLessThanOrEqual(255)
    expect(cuts).toEqual(cuts.slice().sort())
    expect(cuts[cuts.length - 1]).toBeGreaterThan(50_000 * (1 - 1 / 8_000))
    expect(cuts[0]).toBeLessThan(50_000 / 8_000)
  })
})
