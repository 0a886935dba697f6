import { describe, expect, it } from 'vitest'
import { codeAuc, numberAuc } from '../../../src/core/audit/column-auc.ts'
import { Random } from '../../../src/core/kernel/random.ts'

const chance = (seed: number) => Random.of(seed).stream('audit')
const rowsOf = (count: number) => Uint32Array.from({ length: count }, (_, row) => row)

/** P(v⁺ > v⁻) + ½ P(v⁺ = v⁻), pair by pair. */
function pairwise(values: readonly number[], labels: readonly number[]): number {
  let [area, pairs] = [0, 0]
  for (let i = 0; i < values.length; i++)
    for (let j = 0; j < values.length; j++) {
      if (!labels[i] || labels[j]) continue
      pairs++
      area += values[i] > values[j] ? 1 : values[i] === values[j] ? 0.5 : 0
    }
  return area / pairs
}

describe('numberAuc', () => {
  it('is that of the ranks, ties counting half, whichever way the column points', () => {
    const random = chance(1)
    const labels = Array.from({ length: 300 }, () => (random.uniform() < 0.3 ? 1 : 0))
    const values = labels.map((label) => Math.round(3 * (random.normal() + label)))
    const expected = pairwise(values, labels)
    expect(expected).toBeGreaterThan(0.6)
    expect(numberAuc(Float32Array.from(values), Uint8Array.from(labels))).toBeCloseTo(expected, 12)
    expect(
      numberAuc(
        Float32Array.from(values, (value) => -value),
        Uint8Array.from(labels)
      )
    ).toBeCloseTo(expected, 12)
  })

  it('takes missing as a value of its own, at the end that tells more', () => {
    const values = Float32Array.of(NaN, NaN, 1, 2, 3, 4)
    expect(numberAuc(values, Uint8Array.of(1, 1, 0, 0, 0, 0))).toBe(1)
    expect(numberAuc(values, Uint8Array.of(1, 1, 0, 0, 0, 1))).toBeCloseTo(
      pairwise([9, 9, 1, 2, 3, 4], [1, 1, 0, 0, 0, 1]),
      12
    )
    expect(numberAuc(values, Uint8Array.of(0, 0, 0, 0, 1, 1))).toBe(1)
  })

  it('is null where a class is empty', () => {
    expect(numberAuc(Float32Array.of(1, 2), Uint8Array.of(0, 0))).toBeNull()
  })
})

describe('codeAuc', () => {
  it('is near a half in the mean for values of one row, of few and of many, and so at any base rate', () => {
    for (const values of [2000, 700, 5])
      for (const rate of [0.02, 0.5]) {
        let sum = 0
        for (let seed = 1; seed <= 30; seed++) {
          const random = chance(seed)
          const codes = Uint16Array.from({ length: 2000 }, () => 1 + random.below(values))
          sum += codeAuc(
            codes,
            rowsOf(2000),
            codes.map(() => (random.uniform() < rate ? 1 : 0)) as unknown as Uint8Array
          )!
        }
        // A standard error of one is at most 0.05 (40 positives), of the mean of thirty 0.009.
        expect(Math.abs(sum / 30 - 0.5)).toBeLessThan(0.03)
      }
  })

  it('is near 1 for a column that is the label, and that of the true rates for one that tells a part of it', () => {
    const random = chance(7)
    const rates = [0.05, 0.1, 0.3, 0.6]
    const codes = Uint16Array.from({ length: 40_000 }, () => random.below(4))
    const labels = Uint8Array.from(codes, (code) => (random.uniform() < rates[code] ? 1 : 0))
    const truth = [...rates.keys()].map((code) => codes.reduce((sum, other) => sum + (other === code ? 1 : 0), 0))
    let [area, pairs] = [0, 0]
    for (const i of rates.keys())
      for (const j of rates.keys()) {
        const weight = truth[i] * rates[i] * truth[j] * (1 - rates[j])
        pairs += weight
        area += weight * (rates[i] > rates[j] ? 1 : i === j ? 0.5 : 0)
      }
    expect(codeAuc(codes, rowsOf(codes.length), labels)).toBeCloseTo(area / pairs, 2)
    expect(codeAuc(Uint16Array.from(labels), rowsOf(labels.length), labels)).toBe(1)
  })

  it('is not misled by labels that come in a pattern', () => {
    const labels = Uint8Array.from({ length: 1000 }, (_, row) => (row % 5 === 0 ? 1 : 0))
    expect(
      codeAuc(
        Uint16Array.from(labels, (label) => 1 + label),
        rowsOf(1000),
        labels
      )
    ).toBe(1)
  })

  it('is null where a class is empty', () => {
    expect(codeAuc(Uint16Array.of(1, 2), rowsOf(2), Uint8Array.of(1, 1))).toBeNull()
  })
})
