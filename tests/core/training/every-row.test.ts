import { DAY } from '../../../src/core/kernel/time.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Table } from '../../../src/core/kernel/table.ts'
import { keepsGroups, splitKnobs } from '../../../src/core/training/split-knobs.ts'
import { splitOf } from '../../../src/core/training/split.ts'

const layout = {
  ...{ labelTime: true, request: false, position: false, truth: false, relevance: false },
  ...{ customer: true, cluster: false },
}
const kinds = splitKnobs.split.options.map(({ value }) => value)

/** Rows of 60 days; stamps are whole days where `isDaily`, and groups are as uneven as `skew` has them. */
function tableOf(seed: number, rows: number, groups: number, skew: number, isDaily: boolean): Table {
  const random = Random.of(seed).stream('table')
  const schema = { numeric: [], categorical: [], rowsPerRequest: null, ...(seed % 2 && { labelWindow: 9 * DAY }) }
  const { table } = allocateDraw(schema, layout, rows)
  for (let row = 0; row < rows; row++) {
    const time = (row / rows) * 60 * DAY
    table.time[row] = isDaily ? Math.floor(time / DAY) * DAY : time
    table.label[row] = random.uniform() < 0.2 ? 1 : 0
    table.labelTime![row] = table.time[row] + (table.label[row] ? 9 * random.uniform() : 10) * DAY
    table.customer![row] = 5 + Math.floor(groups * random.uniform() ** skew)
  }
  return table
}

test('splitOf has every row in one part or counts why it is in none, keeps groups whole where it says so, and never cuts a moment by time', () => {
  const settings = fc.record({
    split: fc.constantFrom(...kinds),
    fold: fc.integer({ min: 1, max: 5 }),
    labels: fc.constantFrom('known', 'asKnown', 'final'),
    maturityDays: fc.constantFrom(0, 0, 4.5),
    dropKnown: fc.boolean(),
  })
  const tables = fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 300, max: 2500 }), fc.integer({ min: 40, max: 400 }))
    .chain((sizes) => fc.tuple(fc.constant(sizes), fc.constantFrom(1, 3), fc.boolean()))
  fc.assert(
    fc.property(tables, settings, ([[seed, rows, groups], skew, isDaily], chosen) => {
      const table = tableOf(seed, rows, groups, skew, isDaily)
      const days = { ...defaultsOf(splitKnobs), trainDays: 12, delayDays: 5, testDays: 5 }
      const { train, validation, test, left } = splitOf(table, { ...days, ...chosen }, Random.of(seed), false)
      const all = [...train, ...validation, ...test]
      expect(new Set(all).size).toBe(all.length)
      expect(all.length + left.reduce((sum, { rows }) => sum + rows, 0)).toBe(rows)
      for (const part of [train, validation, test])
        expect(part.every((row, i) => i === 0 || part[i - 1] < row)).toBe(true)
      const apart = (a: Uint32Array, b: Uint32Array, of: (row: number) => number) => {
        const found = new Set(Array.from(a, of))
        expect(b.some((row) => found.has(of(row)))).toBe(false)
      }
      if (keepsGroups(chosen.split))
        for (const [a, b] of [
          [train, validation],
          [train, test],
          [validation, test],
        ])
          apart(a, b, (row) => table.customer![row])
      if (['time', 'prequential', 'groupedTime'].includes(chosen.split)) apart(train, test, (row) => table.time[row])
      if (chosen.split === 'time') apart(train, validation, (row) => table.time[row])
    }),
    { numRuns: 150, seed: 7 }
  )
})
