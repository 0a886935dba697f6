import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auction } from '../../../src/core/value/kinds/auction.ts'
import type { ValueRows } from '../../../src/core/value/decision-kind.ts'
import { sum, valueRows } from './rows.ts'

const two = { slots: 2, reserve: 0 }

/** Three ads: bid · p is 0.4, 0.3 and 0.1. */
const three = valueRows({
  labels: [0, 1, 0],
  bids: [2, 1, 4],
  relevance: [0.2, 0.3, 0.025],
  truth: [0.2, 0.15, 0.00625],
})

function decided(rows: ValueRows, scores: ArrayLike<number>, settings = two) {
  const all = Float32Array.from(scores)
  return auction.decide(rows, { scores: all, atTop: all, threshold: 0.5 }, settings)
}

describe('decide(rows, scores) by hand, three ads for two slots', () => {
  const made = decided(three, [0.2, 0.3, 0.025])

  it('ranks by bid × p, and each winner pays what the next is worth over its own p', () => {
    expect([...made.place]).toEqual([1, 2, 0])
    expect(made.price![0]).toBeCloseTo(0.3 / 0.2, 6)
    expect(made.price![1]).toBeCloseTo(0.1 / 0.3, 6)
    expect(made.price![2]).toBe(0)
  })

  it('is worth the examination of each slot × P(click | examined) × the price of a click', () => {
    expect(sum(auction.value(made, three, 'truth', two))).toBeCloseTo(1 * 0.2 * 1.5 + 0.5 * 0.3 * (0.1 / 0.3), 6)
    expect(sum(auction.welfare!(made, three, 'truth', two))).toBeCloseTo(1 * 0.2 * 2 + 0.5 * 0.3 * 1, 6)
  })

  it('tells labels by inverse propensity: the second ad was clicked at position 2 and stands there again', () => {
    expect(sum(auction.value(made, three, 'labels', two))).toBeCloseTo(0.1 / 0.3, 6)
    const first = decided(three, [0.01, 0.3, 0.01])
    expect([...first.place]).toEqual([0, 1, 2])
    expect(sum(auction.value(first, three, 'labels', two))).toBeCloseTo((1 / 0.5) * (0.04 / 0.3), 6)
  })

  it('lets the last, with nobody behind it, pay the reserve, and leaves out whoever bids less', () => {
    const all = decided(three, [0.2, 0.3, 0.025], { slots: 3, reserve: 0 })
    expect([...all.place]).toEqual([1, 2, 3])
    expect(all.price![2]).toBe(0)
    const held = decided(three, [0.2, 0.3, 0.025], { slots: 3, reserve: 1.75 })
    expect([...held.place]).toEqual([1, 0, 2])
    expect([...held.price!]).toEqual([1.75, 0, 1.75])
  })

  it('puts equal ones in the order of rows', () => {
    expect([...decided(valueRows({ labels: [0, 0, 0], bids: [1, 1, 1] }), [0.1, 0.1, 0.1]).place]).toEqual([1, 2, 0])
  })
})

const request = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.record({
    bids: fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: size, maxLength: size }),
    relevance: fc.array(fc.double({ min: 0.001, max: 0.9, noNaN: true }), { minLength: size, maxLength: size }),
    scores: fc.array(fc.double({ min: 0.001, max: 0.9, noNaN: true }), { minLength: size, maxLength: size }),
  })
)
const settings = fc.record({
  slots: fc.integer({ min: 1, max: 3 }),
  reserve: fc.double({ min: 0, max: 1, noNaN: true }),
})

function rowsOf({ bids, relevance }: { bids: number[]; relevance: number[] }): ValueRows {
  return valueRows({ labels: bids.map(() => 0), bids, relevance })
}

describe('laws of the auction', () => {
  it('a winner pays at least the reserve and never more than its bid, and places are 1, 2, …', () => {
    fc.assert(
      fc.property(request, settings, (drawn, set) => {
        const rows = rowsOf(drawn)
        const { place, price } = decided(rows, drawn.scores, set)
        const { bids } = rows.slots!
        const won = [...place.keys()].filter((row) => place[row] > 0)
        for (const row of won) {
          expect(price![row]).toBeGreaterThanOrEqual(Math.fround(set.reserve) - 1e-6)
          expect(price![row]).toBeLessThanOrEqual(bids[row])
        }
        expect(won.map((row) => place[row]).toSorted()).toEqual(won.map((_, i) => i + 1))
        expect(won.length).toBe(Math.min(set.slots, bids.filter((bid) => bid >= set.reserve).length))
      }),
      { seed: 1 }
    )
  })

  it('one factor on all probabilities changes neither places nor prices: a level that is wrong for all costs nothing', () => {
    fc.assert(
      fc.property(request, settings, (drawn, set) => {
        const half = drawn.scores.map((score) => Math.fround(score) / 2)
        const [whole, halved] = [decided(rowsOf(drawn), drawn.scores, set), decided(rowsOf(drawn), half, set)]
        expect(halved.place).toEqual(whole.place)
        expect(halved.price).toEqual(whole.price)
      }),
      { seed: 1 }
    )
  })

  it('no scores give more welfare than the truth', () => {
    fc.assert(
      fc.property(request, settings, (drawn, set) => {
        const rows = rowsOf(drawn)
        const welfare = (of: ReturnType<typeof decided> | null) => sum(auction.welfare!(of!, rows, 'truth', set))
        expect(welfare(decided(rows, drawn.scores, set))).toBeLessThanOrEqual(
          welfare(auction.informed(rows, set)) + 1e-6
        )
        expect(welfare(auction.trivial(rows, set))).toBeLessThanOrEqual(welfare(auction.informed(rows, set)) + 1e-6)
      }),
      { seed: 1, numRuns: 300 }
    )
  })

  it('but revenue has no ceiling at the truth: to think the second ad better than it is charges the first more', () => {
    const rows = valueRows({ labels: [0, 0], bids: [1, 1], relevance: [0.4, 0.1] })
    const one = { slots: 1, reserve: 0 }
    const revenue = (of: ReturnType<typeof decided> | null) => sum(auction.value(of!, rows, 'truth', one))
    expect(revenue(auction.informed(rows, one))).toBeCloseTo(0.1, 6)
    expect(revenue(decided(rows, [0.4, 0.39]))).toBeGreaterThan(0.35)
    expect(auction.hasCeiling).toBe(false)
  })

  it('labels tell the expected value on average over all that could have fallen', () => {
    const made = decided(three, [0.05, 0.3, 0.9])
    let mean = 0
    for (let which = 0; which < 8; which++) {
      const labels = [0, 1, 2].map((row) => (which >> row) & 1)
      const chance = labels.reduce((p, label, row) => p * (label ? three.truth![row] : 1 - three.truth![row]), 1)
      mean += chance * sum(auction.value(made, { ...three, labels: Uint8Array.from(labels) }, 'labels', two))
    }
    expect(mean).toBeCloseTo(sum(auction.value(made, three, 'truth', two)), 6)
  })

  it('each request is auctioned by itself', () => {
    const rows = valueRows({ labels: [0, 0, 0, 0], sizes: [2, 2], bids: [1, 2, 3, 4], relevance: [0.1, 0.1, 0.1, 0.1] })
    const made = decided(rows, [0.1, 0.1, 0.1, 0.1], { slots: 1, reserve: 0 })
    expect([...made.place]).toEqual([0, 1, 0, 1])
    expect([...auction.value(made, rows, 'truth', two)!].map((value) => Math.round(1e6 * value))).toEqual([1e5, 3e5])
  })
})
