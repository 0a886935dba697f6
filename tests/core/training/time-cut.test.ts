import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Table } from '../../../src/core/kernel/table.ts'
import { splitKnobs, type SplitSettings } from '../../../src/core/training/split-knobs.ts'
import { splitOf } from '../../../src/core/training/split.ts'
import { cutAt, largestMoment } from '../../../src/core/training/time-cut.ts'

const layout = { labelTime: false, request: false, position: false, truth: false, relevance: false }

function tableAt(times: readonly number[]): Table {
  const { table } = allocateDraw({ numeric: [], categorical: [], rowsPerRequest: null }, layout, times.length)
  table.time.set(times)
  table.label.fill(1, 0, 3)
  return table
}

const all = (table: Table) => Uint32Array.from({ length: table.rows }, (_, row) => row)
const split = (table: Table, settings: Partial<SplitSettings> = {}, retrain = false) =>
  splitOf(table, { ...defaultsOf(splitKnobs), ...settings }, Random.of(1), retrain)

describe('cutAt', () => {
  it.each([
    ['the nearer end of a moment, before it', [1, 2, 3, 4, 5, 5, 5, 5, 6, 7], 0.5, 4],
    ['the nearer end of a moment, after it', [1, 2, 5, 5, 5, 5, 6, 7, 8, 9], 0.5, 6],
    ['the beginning where both are as near', [1, 2, 3, 4, 5, 5, 6, 7, 8, 9], 0.5, 4],
    ['the only end that leaves rows on both sides', [5, 5, 5, 5, 5, 5, 5, 5, 5, 9], 0.2, 9],
    ['its place where no moment lies across it', [1, 1, 2, 2, 3, 3, 4, 4, 5, 5], 0.6, 6],
  ])('goes to %s', (_, times, share, at) => {
    const table = tableAt(times)
    expect(cutAt(all(table), table, share).map((rows) => rows.length)).toEqual([at, times.length - at])
  })

  it('refuses rows that share one moment in one line', () => {
    const table = tableAt([7, 7, 7, 7, 7])
    expect(() => cutAt(all(table), table, 0.6)).toThrow(
      'no cut by time: all of these 5 rows share one time; choose a random split, or a time column that tells them apart'
    )
  })
})

describe('rows of one day', () => {
  // 1 to 89 rows a day, stamped with the day alone.
  const days = Array.from({ length: 90 }, (_, day) => Array<number>(1 + ((37 * day) % 89)).fill(day * DAY)).flat()
  const table = tableAt(days)
  const dayOf = (row: number) => table.time[row]

  it.each([
    ['by time', {}, false],
    ['prequential', { split: 'prequential', trainDays: 20 }, false],
    ['of a retraining', {}, true],
  ])('stay in one part of a split %s', (_, settings, retrain) => {
    const { train, validation, test } = split(table, settings, retrain)
    const [first, second, third] = [train, validation, test].map((rows) => new Set([...rows].map(dayOf)))
    expect([...second].filter((day) => first.has(day) || third.has(day))).toEqual([])
    expect([...third].filter((day) => first.has(day))).toEqual([])
    expect(Math.min(first.size, second.size)).toBeGreaterThan(0)
  })

  it('are in parts near 70/10/20', () => {
    const { train, validation, test } = split(table)
    ;[0.7, 0.1, 0.2].forEach((share, i) =>
      expect(Math.abs([train, validation, test][i].length / table.rows - share)).toBeLessThan(0.02)
    )
  })
})

it('largestMoment(time) counts the rows of the moment that most share', () => {
  expect(largestMoment(Float64Array.from([1, 2, 2, 2, 3, 3, 9]))).toBe(3)
  expect(largestMoment(new Float64Array(0))).toBe(0)
})
