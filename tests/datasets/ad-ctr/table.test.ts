import { expect, it } from 'vitest'
import { logit } from '../../../src/core/kernel/math.ts'
import { columnOf, mean, worldWith } from './draws.ts'

const draw = worldWith().draw({ from: 0, to: 120_000 })
const { table } = draw

it('has twelve fields of 3 to 50,000 values and eight numeric columns', () => {
  const sizes = table.schema.categorical.map((column) => column.cardinality)
  expect([sizes.length, table.numeric.length, Math.min(...sizes), Math.max(...sizes)]).toEqual([12, 8, 3, 50_000])
})

it('shows twenty candidates a request, first place first', () => {
  for (let row = 0; row < 4000; row += 7) {
    expect(table.position![row]).toBe(1 + (row % 20))
    expect(table.request![row]).toBe(Math.floor(row / 20))
  }
})

it('sees more at night than in the small hours, 30,000 rows a day', () => {
  const world = worldWith()
  expect(world.rowAt(86_400)).toBe(30_000)
  expect(world.rowAt(21 * 3600) - world.rowAt(20 * 3600)).toBeGreaterThan(
    5 * (world.rowAt(4 * 3600) - world.rowAt(3 * 3600))
  )
  const hours = columnOf(draw, 'hour')
  for (let row = 0; row < table.rows; row += 997)
    expect(hours[row]).toBe(1 + Math.floor((table.time[row] % 86_400) / 3600))
})

it('an ad keeps its advertiser, category and format; a user its region, age and interest', () => {
  for (const [owner, traits] of [
    ['ad', ['advertiser', 'adCategory', 'format']],
    ['user', ['region', 'age', 'interest']],
    ['site', ['siteCategory']],
  ] as const)
    for (const trait of traits) {
      const known = new Map<number, number>()
      const owners = columnOf(draw, owner)
      const values = columnOf(draw, trait)
      for (let row = 0; row < table.rows; row++) {
        if (owners[row] === 0 || values[row] === 0) continue
        if ((known.get(owners[row]) ?? values[row]) !== values[row])
          expect.fail(`${owner} ${owners[row]} has two of ${trait}`)
        known.set(owners[row], values[row])
      }
    }
})

it('values go missing in blocks, the affinity score never', () => {
  const missing = (id: string) => Array.from(columnOf(draw, id), (value) => value === 0 || Number.isNaN(value))
  expect(missing('region')).toEqual(missing('activity'))
  expect(missing('adCategory')).toEqual(missing('quality'))
  expect(missing('depth')).toEqual(missing('gap'))
  expect(mean(missing('region').map(Number))).toBeCloseTo(0.08, 1)
  expect(missing('affinity')).not.toContain(true)
  const whole = worldWith({ missingRate: 0 }).draw({ from: 0, to: 4000 })
  expect(whole.table.categorical.every((column) => !column.includes(0))).toBe(true)
})

it('a few values have most rows of a long field', () => {
  const counts = new Float64Array(20_001)
  for (const ad of columnOf(draw, 'ad')) counts[ad]++
  const sorted = counts.toSorted().toReversed()
  expect(sorted.slice(0, 200).reduce((a, b) => a + b) / table.rows).toBeGreaterThan(0.5)
  expect(sorted.filter((count) => count === 1).length).toBeGreaterThan(1000)
})

it('cross strength 0 has no crosses: logits of examined clicks add up', () => {
  const flat = worldWith({ crossStrength: 0, noise: 0, missingRate: 0, wander: 0 }).draw({ from: 0, to: 60_000 })
  const formats = columnOf(flat, 'format')
  const byPair = new Map<string, number[]>()
  const ages = columnOf(flat, 'age')
  for (let row = 0; row < 60_000; row++) {
    const key = `${ages[row]} ${formats[row]}`
    byPair.set(key, [
      ...(byPair.get(key) ?? [0, 0]).map((sum, i) => sum + (i ? 1 : logit(flat.truth!.relevance![row]))),
    ])
  }
  const level = (age: number, format: number) => byPair.get(`${age} ${format}`)![0] / byPair.get(`${age} ${format}`)![1]
  const crossed = Math.abs(level(1, 1) - level(1, 2) - level(2, 1) + level(2, 2))
  expect(crossed).toBeLessThan(0.12)
})

it.each([
  ['relevance', 'relevance'],
  ['popularity', 'ad'],
])('the %s policy sorts slates by what it knows, exploration by nothing', (loggingPolicy, known) => {
  const firstToLast = (exploration: number) => {
    const drawn = worldWith({ loggingPolicy, exploration }).draw({ from: 0, to: 60_000 })
    const values = known === 'ad' ? columnOf(drawn, 'ad') : drawn.truth!.relevance!
    const at = (place: number) => mean(Array.from(values).filter((_, row) => drawn.table.position![row] === place))
    // Small codes are popular ads: for them the last place has the larger mean.
    return known === 'ad' ? at(20) / at(1) : at(1) / at(20)
  }
  expect(firstToLast(0)).toBeGreaterThan(1.5)
  expect(firstToLast(1)).toBeLessThan(1.2)
})

it('wander moves ad categories from day to day, and nothing at 0', () => {
  const appeal = (wander: number) => {
    const world = worldWith({ wander })
    const still = worldWith({ wander: 0 })
    return [0, 20, 40].map((day) => {
      const range = { from: day * 30_000, to: day * 30_000 + 2000 }
      const [moved, unmoved] = [world.draw(range), still.draw(range)]
      const category = columnOf(moved, 'adCategory')
      const gains = new Float64Array(17)
      for (let row = 0; row < 2000; row++)
        gains[category[row]] = logit(moved.truth!.relevance![row]) - logit(unmoved.truth!.relevance![row])
      return gains
    })
  }
  const [first, later, last] = appeal(1)
  const distance = (a: Float64Array, b: Float64Array) => mean(a.map((gain, i) => Math.abs(gain - b[i])))
  expect(distance(first, later)).toBeGreaterThan(0.3)
  expect(distance(later, last)).toBeGreaterThan(0.3)
  expect(mean(appeal(0)[1].map(Math.abs))).toBe(0)
})
