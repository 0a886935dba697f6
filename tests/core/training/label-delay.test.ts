import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Table } from '../../../src/core/kernel/table.ts'
import { labelledAt } from '../../../src/core/kernel/maturity.ts'
import { trainableRows } from '../../../src/core/training/label-delay.ts'
import { splitKnobs, type SplitSettings } from '../../../src/core/training/split-knobs.ts'
import { splitOf } from '../../../src/core/training/split.ts'

const layout = {
  ...{ labelTime: true, request: false, position: false, truth: false, relevance: false },
  ...{ customer: true, cluster: false },
}

/** Sixty days of forty payments; every thirtieth is fraud, told `delay` days later, genuine ones settle after ten. */
function late(delay = 3): Table {
  const rows = 60 * 40
  const { table } = allocateDraw({ numeric: [], categorical: [], rowsPerRequest: null }, layout, rows)
  for (let row = 0; row < rows; row++) {
    table.time[row] = (row / 40) * DAY
    table.label[row] = row % 30 === 0 ? 1 : 0
    table.labelTime![row] = table.time[row] + (table.label[row] ? delay : 10) * DAY
    table.customer![row] = row % 77
  }
  return table
}

const table = late()
const split = (settings: Partial<SplitSettings>) =>
  splitOf(table, { ...defaultsOf(splitKnobs), ...settings }, Random.of(1), false)
const daysOf = (rows: Uint32Array) => [rows[0], rows[rows.length - 1]].map((row) => Math.floor(table.time[row] / DAY))

const settledBy = (now: number, of = table) =>
  trainableRows(of, { from: 0, to: of.rows, now }, { labels: 'known', maturityDays: 0 })

describe('trainableRows of rows that say by themselves when they settle', () => {
  it('ends at the newest genuine row that is known, so that the youngest days are not all fraud', () => {
    const rows = settledBy(40 * DAY)
    expect(table.label[rows[rows.length - 1]]).toBe(0)
    expect(table.time[rows[rows.length - 1]]).toBe((1199 / 40) * DAY)
    const share = rows.reduce((sum, row) => sum + table.label[row], 0) / rows.length
    expect(share).toBeCloseTo(1 / 30, 3)
  })

  it('leaves out frauds that are told later than their neighbours settle', () => {
    const slow = late(20)
    const rows = settledBy(40 * DAY, slow)
    expect(rows.every((row) => slow.labelTime![row] <= 40 * DAY)).toBe(true)
  })

  it('takes every row where labels are taken as known then, or as they turned out', () => {
    for (const labels of ['asKnown', 'final'] as const)
      expect(trainableRows(table, { from: 10, to: 90, now: 0 }, { labels, maturityDays: 0 })).toHaveLength(80)
  })
})

it('labelledAt(table, now) calls unknown frauds genuine and touches no other column', () => {
  const known = labelledAt(table, 40 * DAY)
  for (let row = 0; row < table.rows; row++)
    expect(known.label[row]).toBe(table.label[row] && table.time[row] <= 37 * DAY ? 1 : 0)
  expect(known.time).toBe(table.time)
})

describe('splitOf by time with late labels', () => {
  it('trains and validates on rows whose labels were known when the test begins', () => {
    const { train, validation, test } = split({})
    const now = table.time[test[0]]
    expect(daysOf(test)).toEqual([48, 59])
    for (const row of [...train, ...validation]) expect(table.labelTime![row]).toBeLessThanOrEqual(now)
    expect(train.length / (train.length + validation.length)).toBeCloseTo(7 / 8, 2)
  })

  it('uses every row before the test with labels as known then', () => {
    const { train, validation } = split({ labels: 'asKnown' })
    expect(train.length + validation.length).toBe(48 * 40)
  })
})

describe('splitOf prequential', () => {
  it('trains for days, waits for labels, and tests the last days', () => {
    const { train, validation, test } = split({ split: 'prequential' })
    expect(daysOf(test)).toEqual([53, 59])
    expect(daysOf(train)).toEqual([39, 43])
    expect(daysOf(validation)).toEqual([32, 38])
    expect(daysOf(split({ split: 'prequential', labels: 'final' }).train)).toEqual([39, 45])
  })

  it('has each fold a test further back', () => {
    expect(daysOf(split({ split: 'prequential', fold: 3 }).test)).toEqual([39, 45])
  })

  it('refuses a fold for which there are too few days', () => {
    expect(() => split({ split: 'prequential', trainDays: 50 })).toThrow(
      /^invalid fold: 1; these rows span 60 days, and it needs 64/
    )
  })

  it('has customers whose fraud was known leave the test, day by day', () => {
    const all = split({ split: 'prequential', labels: 'final' })
    const left = new Set(split({ split: 'prequential', labels: 'final', dropKnown: true }).test)
    const from = 39 * DAY
    const expected = [...all.test].filter((row) => {
      const dayStart = Math.floor(table.time[row] / DAY) * DAY
      return ![...table.label.keys()].some(
        (other) =>
          table.label[other] === 1 &&
          table.customer![other] === table.customer![row] &&
          table.time[other] >= from &&
          table.labelTime![other] <= dayStart
      )
    })
    expect(left.size).toBeLessThan(all.test.length)
    expect([...left]).toEqual(expected)
  })
})
