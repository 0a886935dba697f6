import { describe, expect, test } from 'vitest'
import { ownData } from '../../../datasets/own-data/index.ts'
import { worldOfTable } from '../../../datasets/own-data/world.ts'
import { allocateDraw, type Draw } from '../../../src/core/kernel/table.ts'
import { csvOf, imported, lines } from '../imports/files.ts'

const ROWS = 300
const { draw: whole } = await imported(
  csvOf(
    'time,label_time,card,x,kind,label',
    ...lines(ROWS, '1#00,99999999,c%,#.5,k%,%').map(
      (line, row) => `${1000 + 3 * (row >> 1)}${line.slice(line.indexOf(','))}`
    )
  )
)
const world = worldOfTable(whole)

function columnsOf({ table }: Draw) {
  const { time, labelTime, customer, cluster, label, numeric, categorical } = table
  return [time, labelTime!, customer!, cluster!, label, ...numeric, ...categorical]
}

describe('worldOfTable(draw)', () => {
  test('draws any range as it is within the whole, and fills its part of a larger draw', () => {
    expect(columnsOf(world.draw({ from: 0, to: ROWS }))).toEqual(columnsOf(whole))
    expect(columnsOf(world.draw({ from: 17, to: 60 }))).toEqual(columnsOf(whole).map((column) => column.slice(17, 60)))
    const draw = allocateDraw(world.schema, world.layout, ROWS)
    world.draw({ from: 100, to: ROWS }, { draw, at: 100 })
    world.draw({ from: 0, to: 100 }, { draw, at: 0 })
    expect(columnsOf(draw)).toEqual(columnsOf(whole))
  })

  test('knows no truth, no base rate and no rows beyond its own', () => {
    expect(world.draw({ from: 0, to: 5 }).truth).toBeNull()
    expect(world.baseRate).toBeNull()
    expect([world.rows, worldOfTable(whole, 100).rows, worldOfTable(whole, 1e6).rows]).toEqual([ROWS, 100, ROWS])
    expect(() => world.draw({ from: 290, to: 301 })).toThrow(/^invalid rows: 290 to 301; the file holds 300$/)
    expect(() => world.bend({ mix: 1 }, () => 1)).toThrow(/^your own data cannot drift/)
  })

  test('timeOf and rowAt agree, the first of rows that share a time counting, and time goes on after the last', () => {
    const { time } = whole.table
    for (const row of [0, 1, 2, 77, ROWS - 1]) {
      expect(world.timeOf(row)).toBe(time[row])
      expect(world.rowAt(time[row])).toBe(time.indexOf(time[row]))
      expect(world.rowAt(time[row] + 1e-6)).toBe(time.lastIndexOf(time[row]) + 1)
    }
    expect(world.rowAt(-1)).toBe(0)
    expect(world.rowAt(1e12)).toBe(ROWS)
    expect(world.timeOf(ROWS)).toBeGreaterThan(time[ROWS - 1])
    expect(world.timeOf(ROWS + 1)).toBeGreaterThan(world.timeOf(ROWS))
  })
})

test('ownData.create without a file says what to do', async () => {
  await expect(ownData.create({ rows: 1000 }, 1)).rejects.toThrow(/^no file: drop a CSV or Parquet file first$/)
})
