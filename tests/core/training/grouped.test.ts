import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Table } from '../../../src/core/kernel/table.ts'
import { splitKnobs, type SplitSettings } from '../../../src/core/training/split-knobs.ts'
import { splitOf, type Split } from '../../../src/core/training/split.ts'

const layout = {
  ...{ labelTime: false, request: false, position: false, truth: false, relevance: false },
  ...{ customer: true, cluster: true },
}

/** Rows of groups with these ids; `rate` is the share of positives. */
function tableOf(groups: readonly number[], rate = 0.05, seed = 1): Table {
  const random = Random.of(seed).stream('labels')
  const { table } = allocateDraw({ numeric: [], categorical: [], rowsPerRequest: null }, layout, groups.length)
  table.customer!.set(groups)
  table.cluster!.set(groups)
  for (let row = 0; row < groups.length; row++) {
    table.time[row] = (row / groups.length) * 100 * DAY
    table.label[row] = random.uniform() < rate ? 1 : 0
  }
  return table
}

/** 20,000 rows of 2,000 groups; a few groups are busy, most are not. */
function busy(seed = 1): Table {
  const random = Random.of(seed).stream('groups')
  return tableOf(Array.from({ length: 20_000 }, () => 7 + Math.floor(2000 * random.uniform() ** 3)))
}

const split = (table: Table, settings: Partial<SplitSettings>, seed = 1) =>
  splitOf(table, { ...defaultsOf(splitKnobs), ...settings }, Random.of(seed), false)
const parts = ({ train, validation, test }: Split) => [train, validation, test]
const groupsIn = (table: Table, rows: Uint32Array) => new Set([...rows].map((row) => table.customer![row]))
const positives = (table: Table, rows: Uint32Array) => [...rows].reduce((sum, row) => sum + table.label[row], 0)
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('splitOf grouped', () => {
  it.each([1, 2, 3, 4, 5])('has every row of a group in one part, and every row in some, with fold %i', (fold) => {
    const table = busy()
    const found = split(table, { split: 'grouped', fold })
    expect(sum(parts(found).map((rows) => rows.length))).toBe(table.rows)
    expect(sum(parts(found).map((rows) => groupsIn(table, rows).size))).toBe(new Set(table.customer).size)
    expect(found.left).toEqual([])
    for (const rows of parts(found)) expect([...rows]).toEqual([...rows].toSorted((a, b) => a - b))
  })

  it.each([1, 2, 3])('parts rows and positives 70/10/20, seed %i', (seed) => {
    const table = busy(seed)
    const found = split(table, { split: 'grouped' }, seed)
    const all = positives(table, Uint32Array.from(table.label.keys()))
    ;[0.7, 0.1, 0.2].forEach((share, i) => {
      const rows = parts(found)[i]
      expect(Math.abs(rows.length / table.rows - share)).toBeLessThan(0.01)
      expect(Math.abs(positives(table, rows) / all - share)).toBeLessThan(0.02)
    })
  })

  it('is the seed’s, and another with another seed', () => {
    const table = busy()
    expect(split(table, { split: 'grouped' }, 3)).toEqual(split(table, { split: 'grouped' }, 3))
    expect(split(table, { split: 'grouped' }, 3).test).not.toEqual(split(table, { split: 'grouped' }, 4).test)
  })

  it('tests on every group once over the five folds', () => {
    const table = busy()
    const tests = [1, 2, 3, 4, 5].flatMap((fold) => [...split(table, { split: 'grouped', fold }).test])
    expect(tests.toSorted((a, b) => a - b)).toEqual([...table.label.keys()])
  })

  it('keeps a group of half the rows out of the first test', () => {
    const table = tableOf(Array.from({ length: 4000 }, (_, row) => (row % 2 ? 1 : 2 + (row % 500))))
    const { train, test } = split(table, { split: 'grouped' })
    expect(groupsIn(table, train).has(1)).toBe(true)
    expect(test.length / table.rows).toBeGreaterThan(0.1)
    expect(test.length / table.rows).toBeLessThan(0.25)
  })

  it.each([3, 4, 5, 7])('fills every part from %i groups', (count) => {
    const table = tableOf(
      Array.from({ length: 300 }, (_, row) => row % count),
      0.3
    )
    for (const rows of parts(split(table, { split: 'grouped' }))) expect(rows.length).toBeGreaterThan(0)
  })

  it.each([
    [[0, 1], 1, /^too few groups: 2; a grouped split needs 3 at least: choose another split$/],
    [[0], 1, /^too few groups: 1;/],
    [[0, 1, 2], 5, /^too few groups: 3; a grouped split needs 5 at least: choose another split, or the first fold$/],
  ])('refuses groups %j with fold %i in one line', (ids, fold, line) => {
    const table = tableOf(Array.from({ length: 90 }, (_, row) => ids[row % ids.length]))
    expect(() => split(table, { split: 'grouped', fold })).toThrow(line)
  })

  it.each(['grouped', 'groupedTime'])('%s refuses a table without groups in one line', (kind) => {
    const table = { ...busy(), customer: null, cluster: null }
    expect(() => split(table, { split: kind })).toThrow(
      'no groups: no column says whose the rows are; name the group column, or choose another split'
    )
  })
})

describe('splitOf grouped by time', () => {
  it('trains on the past and tests on later rows of groups that training and validation have not seen', () => {
    const table = busy()
    const { train, validation, test, now } = split(table, { split: 'groupedTime' })
    for (const row of [...train, ...validation]) expect(table.time[row]).toBeLessThan(now)
    for (const row of test) expect(table.time[row]).toBeGreaterThanOrEqual(now)
    const [trained, validated, tested] = [train, validation, test].map((rows) => groupsIn(table, rows))
    expect([...tested].filter((group) => trained.has(group) || validated.has(group))).toEqual([])
    expect([...validated].filter((group) => trained.has(group))).toEqual([])
  })

  it('tests a later row of every group without earlier ones, and of a fifth of the others; every row is counted', () => {
    const table = busy()
    const { train, validation, test, left } = split(table, { split: 'groupedTime' })
    expect(train.length + validation.length + test.length + sum(left.map(({ rows }) => rows))).toBe(table.rows)
    expect(left.map(({ reason }) => reason)).toEqual([
      'their group is kept for the test',
      'their group is in training or validation',
    ])
    const later = table.rows * 0.2
    const past = groupsIn(
      table,
      Uint32Array.from({ length: table.rows - later }, (_, row) => row)
    )
    const fresh = Uint32Array.from({ length: later }, (_, i) => table.rows - later + i).filter(
      (row) => !past.has(table.customer![row])
    )
    const tested = new Set(test)
    expect([...fresh].filter((row) => !tested.has(row))).toEqual([])
    expect((test.length - fresh.length) / (later - fresh.length)).toBeCloseTo(0.2, 1)
  })
})

describe('splitOf stratified', () => {
  it('has the same share of positives in each part', () => {
    const table = tableOf(
      Array.from({ length: 10_000 }, (_, row) => row),
      0.013
    )
    const all = positives(table, Uint32Array.from(table.label.keys()))
    for (const fold of [1, 3, 5]) {
      const found = split(table, { split: 'stratified', fold })
      expect(sum(parts(found).map((rows) => rows.length))).toBe(table.rows)
      ;[0.7, 0.1, 0.2].forEach((share, i) =>
        expect(Math.abs(positives(table, parts(found)[i]) - share * all)).toBeLessThanOrEqual(1)
      )
    }
  })

  it.each([1, 2, 3, 4])('random gives each part its share of six positives, seed %i', (seed) => {
    const table = tableOf(
      Array.from({ length: 1500 }, (_, row) => row),
      0
    )
    for (let i = 0; i < 6; i++) table.label[11 + 240 * i] = 1
    expect(parts(split(table, { split: 'random' }, seed)).map((rows) => positives(table, rows))).toEqual([4, 1, 1])
  })
})
