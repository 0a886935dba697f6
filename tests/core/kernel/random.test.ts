import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'

const KNOWN = {
  root: [2054634767, 3610756992, 1022974605, 2041562021],
  clicks: [3201011844, 670601039, 2398707035, 834171520],
  deep: [2055854149, 1608950121, 427036655, 1536600372],
}

const words = (random: Random, n: number) => Array.from({ length: n }, () => random.word())

it('a stream gives the words it always gave', () => {
  expect(words(Random.of(1), 4)).toEqual(KNOWN.root)
  expect(words(Random.of(1).stream('clicks'), 4)).toEqual(KNOWN.clicks)
  expect(
    words(
      Random.of(2 ** 40 + 7)
        .stream('a')
        .stream('b')
        .at(12_345_678_901),
      4
    )
  ).toEqual(KNOWN.deep)
})

it('stream(name) does not depend on what its parent drew, and names differ', () => {
  const parent = Random.of(5)
  const before = words(parent.stream('x'), 8)
  words(parent, 100)
  expect(words(parent.stream('x'), 8)).toEqual(before)
  expect(words(parent.stream('y'), 8)).not.toEqual(before)
})

it('at(counter) is the same wherever one comes from', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 2 ** 31 - 1 }), fc.nat(), (seed, counter, other) => {
      const random = Random.of(seed).stream('rows')
      const there = words(random.at(counter), 3)
      words(random.at(other), 5)
      expect(words(random.at(counter), 3)).toEqual(there)
    }),
    { seed: 1 }
  )
})

it('uniform() is even within and between counters', () => {
  const n = 200_000
  const random = Random.of(11).stream('even')
  const bins = new Float64Array(100)
  let product = 0
  let before = 0.5
  for (let i = 0; i < n; i++) {
    const value = random.at(i).uniform()
    bins[Math.floor(value * 100)]++
    product += (value - 0.5) * (before - 0.5)
    before = value
  }
  const chiSquare = bins.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0)
  expect(chiSquare).toBeLessThan(160)
  expect(Math.abs((12 * product) / n)).toBeLessThan(4 / Math.sqrt(n))
})

it('normals(out) has mean 0, variance 1 and no skew; odd lengths are filled', () => {
  const values = new Float64Array(100_001)
  Random.of(3).normals(values)
  const mean = (f: (x: number) => number) => values.reduce((sum, x) => sum + f(x), 0) / values.length
  expect(mean((x) => x)).toBeCloseTo(0, 1)
  expect(mean((x) => x * x)).toBeCloseTo(1, 1)
  expect(Math.abs(mean((x) => x ** 3))).toBeLessThan(0.05)
  expect(values.every((x) => Math.abs(x) < 6.8)).toBe(true)
  expect(values[100_000]).not.toBe(0)
})

it('shuffle(items) keeps every item and lets each stand anywhere alike', () => {
  const random = Random.of(9)
  const first = new Float64Array(5)
  for (let i = 0; i < 5000; i++) {
    const items = random.shuffle([0, 1, 2, 3, 4])
    expect(items.toSorted()).toEqual([0, 1, 2, 3, 4])
    first[items[0]]++
  }
  for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(800))
})

it('below(n) and exponential() stay in range', () => {
  const random = Random.of(4)
  for (let i = 0; i < 2000; i++) {
    expect(random.below(7)).toBeLessThan(7)
    expect(random.exponential()).toBeGreaterThan(0)
  }
})
