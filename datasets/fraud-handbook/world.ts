import { DAY } from '../../src/core/kernel/time.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { allocateDraw, type Draw, type RowRange, type Table } from '../../src/core/kernel/table.ts'
import type { DrawTarget, World } from '../dataset.ts'
import { LABEL_DELAY } from './calendar.ts'
import { layout, schema } from './columns.ts'
import { featureWriter, type FeatureWriter } from './features.ts'
import { drawHistory, rowAt, timeOf, type History } from './history.ts'
import type { Size } from './profiles.ts'
import { expectedShare, PER_DAY } from './rates.ts'

export interface Wanted {
  readonly rows: number
  /** Days that a lab draws; all days are there. */
  readonly days: number
  readonly leak: boolean
}

/** A world whose history is drawn whole, when the first row of it is asked for. */
export function worldOf(size: Size, { rows, days, leak }: Wanted, random: Random): World {
  let begun: { history: History; write: FeatureWriter } | null = null
  const past = () => {
    if (!begun) {
      const history = drawHistory(size, random)
      begun = { history, write: featureWriter(history, leak) }
    }
    return begun
  }

  return {
    schema,
    layout,
    get rows() {
      return Math.min(rows, rowAt(past().history, days * DAY))
    },
    baseRate: expectedShare(size, Math.min(days, Math.ceil(rows / (PER_DAY * size.customers)))),
    draw(range, into) {
      const { history, write } = past()
      return draw(history, write, range, into)
    },
    timeOf: (row) => timeOf(past().history, row),
    rowAt: (time) => rowAt(past().history, time),
    showsAll: false,
    sibling: () => null,
    bend() {
      throw new Error('invalid drift: this world does not drift; expected none')
    },
  }
}

function draw(history: History, write: FeatureWriter, range: RowRange, into?: DrawTarget): Draw {
  if (!(range.from >= 0 && range.from <= range.to && range.to <= history.rows))
    throw new Error(`invalid rows: ${range.from} to ${range.to}; expected 0 to ${history.rows}, all there are`)
  const { draw: target, at } = into ?? { draw: allocateDraw(schema, layout, range.to - range.from), at: 0 }
  writeOutcomes(history, range, target.table, at)
  write(range, target.table.numeric, at)
  return target
}

/**
 * Writes whose row it is and how it ended. All frauds at a compromised terminal are one cluster, numbered after the
 * customers; every other row belongs to its customer's.
 */
function writeOutcomes(history: History, { from, to }: RowRange, table: Table, at: number): void {
  const { time, customer, terminal, scenario, size } = history
  const labelTime = table.labelTime!
  const customers = table.customer!
  const cluster = table.cluster!
  for (let row = from, out = at; row < to; row++, out++) {
    table.time[out] = time[row]
    labelTime[out] = time[row] + LABEL_DELAY
    table.label[out] = +(scenario[row] > 0)
    customers[out] = customer[row]
    cluster[out] = scenario[row] === 2 ? size.customers + terminal[row] : customer[row]
  }
}
