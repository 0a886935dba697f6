import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneOf } from '../../../src/charts/lane.ts'
import { decimate, logTicks, roomy } from '../../../src/charts/scale.ts'
import { spread } from '../../../src/charts/spread.ts'

test('spread(wanted) leaves places alone that are far enough apart', () => {
  expect(spread([10, 50, 90], 20, 0, 100)).toEqual([10, 50, 90])
})

test('spread(wanted) parts equal places evenly about where they wanted to be', () => {
  expect(spread([50, 50], 20, 0, 100)).toEqual([40, 60])
})

test('spread(wanted) keeps the gap, the bounds and the order, whatever is wanted', () => {
  const places = fc.array(fc.double({ min: -50, max: 350, noNaN: true }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(places, (wanted) => {
      const placed = spread(wanted, 20, 0, 300)
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b])
      order.forEach((index, i) => {
        expect(placed[index]).toBeGreaterThanOrEqual(-1e-9)
        expect(placed[index]).toBeLessThanOrEqual(300 + 1e-9)
        if (i > 0) expect(placed[index] - placed[order[i - 1]]).toBeGreaterThanOrEqual(20 - 1e-9)
      })
    })
  )
})

test('spread(wanted) shrinks the gap where there is not room for all', () => {
  expect(spread([5, 5, 5, 5], 20, 0, 30)).toEqual([0, 10, 20, 30])
})

test('decimate(items, limit) keeps first and last, and no more than the limit', () => {
  const items = Array.from({ length: 1001 }, (_, i) => i)
  const kept = decimate(items, 400)
  expect(kept).toHaveLength(400)
  expect([kept[0], kept.at(-1)]).toEqual([0, 1000])
  expect(decimate(items, 2000)).toBe(items)
})

test('roomy(low, high) gives a single value room', () => {
  expect(roomy(0.5, 0.5)).toEqual([0.45, 0.55])
  expect(roomy(0, 0)).toEqual([-1, 1])
})

test('logTicks(low, high) are powers of ten over many decades, and more digits over few', () => {
  expect(logTicks(1e-5, 1)).toEqual([1e-5, 1e-4, 1e-3, 0.01, 0.1, 1])
  expect(logTicks(0.1, 2)).toEqual([0.1, 0.2, 0.5, 1, 2])
})

test('laneOf(order) gives the first six lanes a colour, a dash and a marker of their own', () => {
  const looks = [0, 1, 2, 3, 4, 5].map(laneOf)
  for (const part of ['color', 'dash', 'marker'] as const) expect(new Set(looks.map((look) => look[part])).size).toBe(6)
  expect(laneOf(6)).toEqual(laneOf(0))
})
