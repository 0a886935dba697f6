import { firstAt } from '../../src/core/kernel/ascending.ts'
import { laterOf, type LaterOutcomes } from '../../src/core/kernel/later-outcomes.ts'
import {
  allocateDraw,
  layoutOf,
  placeDraw,
  rowsOf,
  type Draw,
  type RowRange,
  type Table,
} from '../../src/core/kernel/table.ts'
import type { DrawTarget, World } from '../dataset.ts'

/** A fixed table as a world: it draws its own rows again, has no true probabilities, and no drift affects it. */
export function worldOfTable({ table, later }: Draw, rows = table.rows): World {
  const { schema } = table
  const layout = layoutOf(table)
  return {
    schema,
    layout,
    rows: Math.min(rows, table.rows),
    baseRate: null,
    draw(range: RowRange, into?: DrawTarget): Draw {
      const { from, to } = range
      if (!(from >= 0 && from <= to && to <= table.rows))
        throw new Error(`invalid rows: ${from} to ${to}; the file holds ${table.rows}`)
      const part: Draw = { table: rowsOf(table, range), truth: null }
      const { draw, at } = into ?? { draw: allocateDraw(schema, layout, to - from), at: 0 }
      placeDraw(part, draw, at)
      return draw
    },
    ...(later && { later: (range) => mapLater(later, (records) => laterOf(records, range)) }),
    timeOf: (row) => (row < table.rows ? table.time[row] : afterLast(table, row)),
    rowAt: (time) => firstAt(table.time, time),
    showsAll: false,
    sibling: () => null,
    bend() {
      throw new Error('your own data cannot drift: there are no rows after the file')
    },
  }
}

function mapLater(
  of: NonNullable<Draw['later']>,
  made: (records: LaterOutcomes) => LaterOutcomes
): NonNullable<Draw['later']> {
  return Object.fromEntries(Object.entries(of).map(([name, records]) => [name, made(records)]))
}

/** Where the next rows would stand, at the usual distance. */
function afterLast({ time, rows }: Table, row: number): number {
  const step = (time[rows - 1] - time[0]) / Math.max(1, rows - 1)
  return time[rows - 1] + (row - rows + 1) * (step > 0 ? step : 1)
}
