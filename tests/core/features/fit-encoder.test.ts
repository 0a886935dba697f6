import { describe, expect, it } from 'vitest'
import type { Encoder, FeatureSettings } from '../../../src/core/features/encoder.ts'
import { fitEncoder } from '../../../src/core/features/fit-encoder.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import type { Table } from '../../../src/core/kernel/table.ts'
import { smallTable } from './small-table.ts'

const plain: FeatureSettings = { minCount: 1, buckets: 1000, crosses: [], position: true }

describe('fitEncoder, categorical columns', () => {
  it('codes 0 for missing, 1 for values seen too seldom or never, and one code for each other value', () => {
    const table = smallTable({ categorical: { site: [3, 3, 7, 7, 7, 5, 0, 9] } })
    const encoder = fitEncoder(table, rowsOf(7), { ...plain, minCount: 2 })
    expect(encoder.fields).toEqual([{ id: 'site', vocabulary: 4, embedded: true }])
    expect(codesOf(encoder, table)).toEqual([2, 2, 3, 3, 3, 1, 0, 1])
  })

  it('learns from training rows alone', () => {
    const table = smallTable({ categorical: { site: [1, 1, 2, 2, 2, 2] }, numeric: { x: [0, 2, 100, 100, 100, 100] } })
    const encoder = fitEncoder(table, Uint32Array.from([0, 1]), plain)
    expect(codesOf(encoder, table)).toEqual([2, 2, 1, 1, 1, 1])
    expect(numbersOf(encoder, table).slice(0, 2)).toEqual([-1, 1])
  })

  it('hashes a field that keeps more values than buckets, each value always to the same bucket', () => {
    const values = Array.from({ length: 400 }, (_, i) => 1 + (i % 200))
    const table = smallTable({ categorical: { user: values } })
    const encoder = fitEncoder(table, rowsOf(400), { ...plain, buckets: 16 })
    const codes = codesOf(encoder, table)
    expect(encoder.fields[0].vocabulary).toBe(18)
    expect(codes.slice(0, 200)).toEqual(codes.slice(200))
    expect(Math.min(...codes)).toBe(2)
    expect(new Set(codes).size).toBe(16)
  })

  it('adds the offset of the fields before', () => {
    const table = smallTable({ categorical: { a: [1, 2, 0], b: [4, 4, 4] } })
    const encoder = fitEncoder(table, rowsOf(3), plain)
    expect(codesOf(encoder, table)).toEqual([2, 6, 3, 6, 0, 6])
  })

  it('has position as a field, held at the top when asked, and not at all when told so', () => {
    const table = smallTable({ categorical: { a: [1, 1, 1] }, position: [1, 2, 3] })
    const encoder = fitEncoder(table, rowsOf(3), plain)
    expect(encoder.fields.map((field) => field.id)).toEqual(['a', 'position'])
    expect(codesOf(encoder, table)).toEqual([2, 5, 2, 6, 2, 7])
    expect(codesOf(encoder, table, true)).toEqual([2, 5, 2, 5, 2, 5])
    expect(fitEncoder(table, rowsOf(3), { ...plain, position: false }).fields.map((field) => field.id)).toEqual(['a'])
  })
})

describe('fitEncoder, numeric columns', () => {
  it('standardises by training mean and deviation, clips at ±10, and marks what is missing', () => {
    const table = smallTable({ numeric: { x: [1, 3, NaN, 1, 3, 1000, -1000] } })
    const encoder = fitEncoder(table, rowsOf(5), plain)
    expect(encoder.numeric).toEqual(['x', 'x missing'])
    expect(numbersOf(encoder, table)).toEqual([-1, 0, 1, 0, 0, 1, -1, 0, 1, 0, 10, 0, -10, 0])
  })

  it('with both gives a long-tailed column by its logarithm and as it is, and any other once', () => {
    const amounts = Array.from({ length: 60 }, (_, i) => (i === 59 ? 5_000 : i % 7))
    const table = smallTable({ numeric: { amount: amounts, hour: amounts.map((_, i) => i % 24) } })
    const encoder = fitEncoder(table, rowsOf(60), { ...plain, scaling: 'both' })
    expect(encoder.numeric).toEqual(['amount', 'hour', 'amount as it is'])
    const numbers = numbersOf(encoder, table)
    const [byLog, asItIs] = [0, 2].map((place) => Array.from(amounts, (_, row) => numbers[3 * row + place]))
    const mean = amounts.reduce((sum, value) => sum + value, 0) / 60
    const sd = Math.sqrt(amounts.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 60)
    amounts.forEach((value, row) => expect(asItIs[row]).toBeCloseTo((value - mean) / sd, 5))
    const logged = fitEncoder(table, rowsOf(60), { ...plain, scaling: 'log' })
    expect(byLog).toEqual(amounts.map((_, row) => numbersOf(logged, table)[2 * row]))
  })

  it('has no indicator for a column that training never lacks, and reads a later gap as the mean', () => {
    const table = smallTable({ numeric: { x: [1, 3, NaN] } })
    const encoder = fitEncoder(table, rowsOf(2), plain)
    expect(encoder.numeric).toEqual(['x'])
    expect(numbersOf(encoder, table)).toEqual([-1, 1, 0])
  })

  it('takes ln(1 + x) of heavy-tailed non-negative columns only', () => {
    const random = Random.of(1)
    const normals = Array.from({ length: 4000 }, () => random.normal())
    const heavy = normals.map((z) => Math.exp(3 + z))
    const table = smallTable({ numeric: { heavy, normal: normals, below: heavy.map((x) => x - 30) } })
    const encoder = fitEncoder(table, rowsOf(4000), plain)
    const numbers = numbersOf(encoder, table)
    const column = (c: number): number[] => normals.map((_, row) => numbers[row * 3 + c])
    expect(skewness(column(0))).toBeLessThan(0.3)
    expect(skewness(column(2))).toBeGreaterThan(2)
    column(1).forEach((value, row) => expect(Math.abs(value - normals[row])).toBeLessThan(0.1))
  })

  it('leaves a constant column at 0', () => {
    const table = smallTable({ numeric: { x: [5, 5, 5] } })
    expect(numbersOf(fitEncoder(table, rowsOf(3), plain), table)).toEqual([0, 0, 0])
  })
})

describe('fitEncoder, hand-made crosses', () => {
  const table = smallTable({
    categorical: { a: [1, 1, 1, 2, 2, 0], b: [1, 1, 2, 2, 2, 1] },
    numeric: { x: [1, 3, 1, 3, 1, 3], y: [0, 0, 0, 2, 2, 2] },
  })

  it('gives each pair of values its own code, with a minimum count of its own', () => {
    const encoder = fitEncoder(table, rowsOf(6), { ...plain, minCount: 2, crosses: [['a', 'b']] })
    expect(encoder.fields[2]).toEqual({ id: 'a × b', vocabulary: 4, embedded: false })
    const offset = encoder.fields[0].vocabulary + encoder.fields[1].vocabulary
    const pairs = codesOf(encoder, table).filter((_, i) => i % 3 === 2)
    expect(pairs.map((code) => code - offset)).toEqual([2, 2, 1, 3, 3, 1])
  })

  it('multiplies two numeric columns', () => {
    const encoder = fitEncoder(table, rowsOf(6), { ...plain, crosses: [['x', 'y']] })
    expect(encoder.numeric).toEqual(['x', 'y', 'x × y'])
    expect(numbersOf(encoder, table).filter((_, i) => i % 3 === 2)).toEqual([1, -1, 1, 1, -1, 1])
  })

  it('says what is wrong with a pair of unlike or unknown columns', () => {
    const fit = (left: string, right: string) => () =>
      fitEncoder(table, rowsOf(6), { ...plain, crosses: [[left, right]] })
    expect(fit('a', 'x')).toThrow('invalid cross: a × x; expected two numeric or two categorical columns')
    expect(fit('a', 'nope')).toThrow('invalid cross: a × nope')
  })

  it('hashes pairs that are too many to list, and keeps like pairs together', () => {
    const random = Random.of(2)
    const wide = (): number[] => Array.from({ length: 6000 }, () => 1 + random.below(3000))
    const many = smallTable({ categorical: { a: [...wide(), 7, 7], b: [...wide(), 9, 9] } })
    const encoder = fitEncoder(many, rowsOf(6002), { ...plain, crosses: [['a', 'b']] })
    const pairs = codesOf(encoder, many).filter((_, i) => i % 3 === 2)
    expect(pairs[6000]).toBe(pairs[6001])
    expect(encoder.fields[2].vocabulary).toBeLessThanOrEqual(1002)
  })
})

describe('fill', () => {
  const table = smallTable({
    categorical: { a: [1, 2, 3, 4] },
    numeric: { x: [1, 2, 3, 4] },
    label: [0, 1, 0, 1],
  })
  const encoder = fitEncoder(table, rowsOf(4), plain)

  it('takes the listed rows, or those themselves where none are listed', () => {
    const batch = encoder.batch(4)
    encoder.fill(batch, table, Uint32Array.from([3, 0, 2]), 1, 2, false)
    expect([batch.rows, ...batch.codes.slice(0, 2), ...batch.labels.slice(0, 2)]).toEqual([2, 2, 4, 0, 0])
    encoder.fill(batch, table, null, 1, 2, false)
    expect([batch.rows, ...batch.codes.slice(0, 2), ...batch.labels.slice(0, 2)]).toEqual([2, 3, 4, 1, 0])
  })
})

function rowsOf(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i)
}

function codesOf(encoder: Encoder, table: Table, atTop = false): number[] {
  const batch = encoder.batch(table.rows)
  encoder.fill(batch, table, null, 0, table.rows, atTop)
  return [...batch.codes]
}

function numbersOf(encoder: Encoder, table: Table): number[] {
  const batch = encoder.batch(table.rows)
  encoder.fill(batch, table, null, 0, table.rows, false)
  return [...batch.numeric].map((value) => value + 0)
}

function skewness(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const moment = (power: number): number =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length
  return Math.abs(moment(3)) / moment(2) ** 1.5
}
