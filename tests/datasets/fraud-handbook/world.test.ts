import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { create, SIZE } from '../../../datasets/fraud-handbook/create.ts'
import { fraudHandbook } from '../../../datasets/fraud-handbook/index.ts'
import { expectedShare } from '../../../datasets/fraud-handbook/rates.ts'
import { worldOf, type Wanted } from '../../../datasets/fraud-handbook/world.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Table } from '../../../src/core/kernel/table.ts'
import { historyOf, small } from './small.ts'

const size = { ...small, days: 100 }
const worldWith = (wanted: Partial<Wanted> = {}) =>
  worldOf(size, { rows: 1e6, days: 60, leak: false, ...wanted }, Random.of(4).stream('test'))
const columnsOf = ({ time, labelTime, label, customer, cluster, numeric }: Table) =>
  [time, labelTime!, label, customer!, cluster!, ...numeric] as const

describe('the world', () => {
  const world = worldWith()
  const whole = world.draw({ from: 0, to: world.rows })

  it('draws any range as it is within the whole: onwards, back, and far ahead of its windows', () => {
    const { rows } = world
    for (const [from, to] of [
      [rows - 100, rows],
      [0, 50],
      [50, 700],
      [rows - 3000, rows - 2900],
      [rows - 2890, rows - 2000],
      [6000, 6001],
      [6000, 6000],
    ]) {
      const part = columnsOf(world.draw({ from, to }).table)
      columnsOf(whole.table).forEach((column, i) => expect(part[i]).toEqual(column.slice(from, to)))
    }
    const draw = allocateDraw(world.schema, world.layout, 60)
    world.draw({ from: 5000, to: 5020 }, { draw, at: 20 })
    expect(draw.table.numeric[0].subarray(20, 40)).toEqual(whole.table.numeric[0].slice(5000, 5020))
    expect([...draw.table.time.subarray(0, 20), ...draw.table.time.subarray(40)]).toEqual(Array(40).fill(0))
  })

  it('has the rows of its days, or as many as are wanted, always the same ones', () => {
    expect(world.rowAt(60 * DAY)).toBe(world.rows)
    expect(whole.table.time[world.rows - 1]).toBeLessThan(60 * DAY)
    const fewer = worldWith({ days: 30, rows: 2000 })
    expect(fewer.rows).toBe(2000)
    expect(fewer.draw({ from: 0, to: 2000 }).table.numeric).toEqual(
      whole.table.numeric.map((column) => column.slice(0, 2000))
    )
  })

  it('knows times and rows, also past its end', () => {
    const all = worldWith({ days: 100 }).rows
    expect(world.timeOf(all)).toBe(100 * DAY)
    expect(world.rowAt(101 * DAY)).toBe(all)
    expect(() => world.draw({ from: 0, to: all + 1 })).toThrow(
      `invalid rows: 0 to ${all + 1}; expected 0 to ${all}, all there are`
    )
  })

  it('knows labels after a week, and takes frauds at a terminal for one cluster, other rows for their customer’s', () => {
    const { time, labelTime, label, customer, cluster, rows } = whole.table
    const { scenario, terminal } = historyOf(size, 4)
    for (let row = 0; row < rows; row++) {
      expect(labelTime![row]).toBe(time[row] + 7 * DAY)
      expect(label[row]).toBe(+(scenario[row] > 0))
      expect(cluster![row]).toBe(scenario[row] === 2 ? size.customers + terminal[row] : customer![row])
    }
    expect(whole.truth).toBeNull()
  })

  it('does not drift', () => {
    expect(() => world.bend({ logit: 1 }, () => 1)).toThrow('invalid drift: this world does not drift; expected none')
  })
})

describe('fraudHandbook', () => {
  it('ends with the book’s test week, and expects the share of frauds of its days', () => {
    const world = create(defaultsOf(fraudHandbook.knobs), 2)
    const last = new Date(Date.UTC(2018, 3, 1) + 1000 * world.timeOf(world.rows - 1))
    expect(last.toISOString().slice(0, 10)).toBe('2018-08-14')
    expect(world.baseRate).toBe(expectedShare(SIZE, 136))
    const fewer = create({ ...defaultsOf(fraudHandbook.knobs), rows: 100_000 }, 2)
    expect(fewer.baseRate).toBe(expectedShare(SIZE, 11))
  })
})
