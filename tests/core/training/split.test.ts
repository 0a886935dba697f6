import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Table } from '../../../src/core/kernel/table.ts'
import { splitKnobs, type SplitSettings } from '../../../src/core/training/split-knobs.ts'
import { splitOf, type Split } from '../../../src/core/training/split.ts'

const layout = { labelTime: false, request: true, position: false, truth: false, relevance: false }

/** 1,003 requests of one to four rows. */
function grouped(): Table {
  const sizes = Array.from({ length: 1003 }, (_, i) => 1 + (i % 4))
  const requests = sizes.flatMap((size, request) => Array<number>(size).fill(40 + request))
  const { table } = allocateDraw({ numeric: [], categorical: [], rowsPerRequest: null }, layout, requests.length)
  table.request!.set(requests)
  table.time.set(requests)
  return table
}

const table = grouped()
const split = (settings: Partial<SplitSettings>, seed = 1, retrain = false) =>
  splitOf(table, { ...defaultsOf(splitKnobs), ...settings }, Random.of(seed), retrain)
const requestsOf = (rows: Uint32Array) => new Set([...rows].map((row) => table.request![row]))
const all = ({ train, validation, test }: Split) => [...train, ...validation, ...test].toSorted((a, b) => a - b)

describe.each([
  { split: 'time', fold: 1 },
  { split: 'random', fold: 1 },
  { split: 'fold', fold: 1 },
  { split: 'fold', fold: 5 },
])('splitOf(table, $split $fold)', (settings) => {
  const parts = split(settings)

  it('deals every row once, ascending in each part', () => {
    expect(all(parts)).toEqual(Array.from({ length: table.rows }, (_, row) => row))
    for (const rows of [parts.train, parts.validation, parts.test])
      expect([...rows]).toEqual([...rows].toSorted((a, b) => a - b))
  })

  it('never cuts a request, and parts them 70/10/20', () => {
    const counts = [parts.train, parts.validation, parts.test].map((rows) => requestsOf(rows).size)
    expect(counts[0] + counts[1] + counts[2]).toBe(1003)
    ;[0.7, 0.1, 0.2].forEach((share, i) => expect(Math.abs(counts[i] - share * 1003)).toBeLessThan(1.5))
  })
})

it('splitOf(by time) trains on the past and tests on the future', () => {
  const { train, validation, test } = split({ split: 'time' })
  expect(train[train.length - 1]).toBeLessThan(validation[0])
  expect(validation[validation.length - 1]).toBeLessThan(test[0])
})

it('splitOf(random) is the seed’s, and another with another seed', () => {
  expect(split({ split: 'random' }, 3)).toEqual(split({ split: 'random' }, 3))
  expect(split({ split: 'random' }, 3).test).not.toEqual(split({ split: 'random' }, 4).test)
})

it('the five folds’ tests share no row and cover all', () => {
  const tests = [1, 2, 3, 4, 5].flatMap((fold) => [...split({ split: 'fold', fold }).test])
  expect(tests.toSorted((a, b) => a - b)).toEqual(Array.from({ length: table.rows }, (_, row) => row))
})

it('splitOf(…, retrain) keeps the last tenth for validation and nothing for test', () => {
  const { train, validation, test } = split({ split: 'random' }, 1, true)
  expect(test).toHaveLength(0)
  expect(train[train.length - 1]).toBeLessThan(validation[0])
  expect(requestsOf(validation).size).toBe(100)
})

it('splitOf(table without requests) deals single rows', () => {
  const { train, validation, test } = splitOf(
    { ...table, request: null },
    { ...defaultsOf(splitKnobs), split: 'random' },
    Random.of(1),
    false
  )
  expect(train.length + validation.length + test.length).toBe(table.rows)
  expect(validation.length / table.rows).toBeCloseTo(0.1, 3)
})
