import { describe, expect, it } from 'vitest'
import { withColumn, type Choices } from '../../../datasets/imports/choices.ts'
import { planOf } from '../../../datasets/imports/plan-of.ts'
import { missingIn, missingWordsIn } from '../../../datasets/imports/missing-in.ts'
import { spreadOf } from '../../../datasets/imports/spread.ts'
import { csvOf, looked } from './files.ts'

/** What is drawn of a column under some choices. */
async function spread(file: Blob, name: string, choices: Choices = {}) {
  const seen = planOf(await looked(file), choices)
  const place = seen.columns.findIndex((column) => column.name === name)
  return spreadOf(seen.columns[place], seen.plan.columns[place], seen.plan.dialect)
}

const total = (bars: readonly { share: number }[]) => bars.reduce((sum, { share }) => sum + share, 0)

describe('spreadOf', () => {
  it('bins all numbers of a column, between those that one in a hundred lies beyond; the bars sum to one', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `${i},${i % 4 ? 0 : 1}`)
    const { sort, bars, from, to, missing, unread } = await spread(csvOf('x,label', ...rows), 'x', {
      columns: [{ name: 'x', role: 'feature' }],
    })
    expect({ sort, missing, unread }).toEqual({ sort: 'numbers', missing: 0, unread: 0 })
    expect(total(bars)).toBeCloseTo(1, 9)
    expect(from).toBeGreaterThanOrEqual(0)
    expect(from).toBeLessThan(100)
    expect(to).toBeGreaterThan(4_900)
    for (const { share } of bars.slice(1, -1)) expect(share).toBeCloseTo(1 / 24, 1)
  })

  it('follows how the column is read: times, categories, and what cannot be read', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => `0${1 + (i % 9)}/02/2020,${i % 2 ? 'a' : 'b'},${i % 4 ? 0 : 1}`)
    const file = csvOf('day,c,label', ...rows)
    const as = (timeUnit: 'day/month/year' | 'month/day/year') =>
      spread(file, 'day', { columns: [{ name: 'day', type: 'time', timeUnit }] })
    const [dayFirst, monthFirst] = [await as('day/month/year'), await as('month/day/year')]
    expect(dayFirst).toMatchObject({
      sort: 'times',
      from: Date.UTC(2020, 1, 1) / 1000,
      to: Date.UTC(2020, 1, 9) / 1000,
    })
    expect(monthFirst).toMatchObject({ from: Date.UTC(2020, 0, 2) / 1000, to: Date.UTC(2020, 8, 2) / 1000 })
    const categories = await spread(file, 'c')
    expect(categories.bars).toEqual([
      { text: 'b', share: 0.5 },
      { text: 'a', share: 0.5 },
    ])
    expect(await spread(file, 'c', { columns: [{ name: 'c', type: 'numeric' }] })).toMatchObject({
      bars: [],
      unread: 1,
    })
  })

  it('a word that usually means missing is drawn where it is a value', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${['none', 'none', 'car', 'van'][i % 4]},${i % 5 ? 0 : 1}`)
    const { bars, missing } = await spread(csvOf('kind,label', ...rows), 'kind', {
      columns: [{ name: 'kind', missing: [] }],
    })
    expect(missing).toBe(0)
    expect(bars[0]).toEqual({ text: 'none', share: 0.5 })
  })

  it('a column of more values than are remembered one by one keeps the weight of the frequent ones', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `${i % 3 ? 0 : 1_000 + i},${i % 4 ? 0 : 1}`)
    const { bars } = await spread(csvOf('x,label', ...rows), 'x', { columns: [{ name: 'x', role: 'feature' }] })
    expect(bars[0].share).toBeCloseTo(2 / 3, 1)
  })
})

describe('missingIn', () => {
  const rows = Array.from({ length: 100 }, (_, i) => `${['', 'none', 'car', 'van'][i % 4]},${i % 5 ? 0 : 1}`)
  const file = csvOf('kind,label', ...rows)

  it('counts empty cells and the words that a plan takes as missing; one taken back is a value', async () => {
    const seen = await looked(file)
    const [look, column] = [seen.columns[0], seen.plan.columns[0]]
    const plan = { missing: [...new Set([...column.missing, 'none'])] }
    expect(missingIn(look, plan)).toBe(50)
    expect(missingWordsIn(look, plan)).toEqual([{ text: 'none', count: 25, counts: true }])
    const without = { missing: plan.missing.filter((text) => text !== 'none') }
    expect(missingIn(look, without)).toBe(25)
    expect(missingWordsIn(look, without)).toEqual([{ text: 'none', count: 25, counts: false }])
  })

  it('counts a word that a person added', async () => {
    const seen = await looked(file)
    const choices = withColumn({}, 'kind', { missing: [...seen.plan.columns[0].missing, 'van'] })
    const { plan, columns } = planOf(seen, choices)
    expect(missingWordsIn(columns[0], plan.columns[0])).toContainEqual({ text: 'van', count: 25, counts: true })
  })
})
