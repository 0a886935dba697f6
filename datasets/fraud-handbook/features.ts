import { DAY } from '../../src/core/kernel/time.ts'
import type { RowRange, Table } from '../../src/core/kernel/table.ts'
import { rolling, type Rolling } from '../windows/rolling.ts'
import { isNight, isWeekend, LABEL_DELAY } from './calendar.ts'
import { NUMBER, WINDOWS } from './columns.ts'
import { rowAt, type History } from './history.ts'

/** The longest that anything in a row looks back. */
const MEMORY = WINDOWS[WINDOWS.length - 1] * DAY + LABEL_DELAY

export type FeatureWriter = (range: RowRange, numeric: Table['numeric'], at: number) => void

/**
 * Writes the inputs of ranges of rows. It goes on where it stopped; for any other place it first reads the 37 days before,
 * some third of a million rows. Sums are of whole hundredths and so exact: a row's bytes do not depend on the way there.
 */
export function featureWriter(history: History, leak: boolean): FeatureWriter {
  const { time, customer, terminal, cents, scenario, size } = history
  const windows = WINDOWS.map((days) => days * DAY)
  let customers: Rolling
  let terminals: Rolling
  let next = Infinity

  return ({ from, to }, numeric, at) => {
    const first = from < history.rows ? rowAt(history, time[from] - MEMORY) : from
    if (next < first || next > from) {
      customers = rolling({ entities: size.customers, windows, delay: 0 })
      terminals = rolling({ entities: size.terminals, windows, delay: leak ? 0 : LABEL_DELAY })
      next = first
    }
    for (; next < from; next++) add(next)
    for (; next < to; next++) {
      add(next)
      write(next, numeric, at + next - from)
    }
  }

  function add(row: number): void {
    customers.add(customer[row], time[row], cents[row], Infinity)
    // The windows of a terminal end where labels are known, so within them a flag is known at once.
    terminals.add(terminal[row], time[row], 0, scenario[row] > 0 ? time[row] : Infinity)
  }

  function write(row: number, numeric: Table['numeric'], out: number): void {
    customers.advance(customer[row], time[row])
    terminals.advance(terminal[row], time[row])
    numeric[NUMBER.amount][out] = cents[row] / 100
    numeric[NUMBER.weekend][out] = +isWeekend(time[row])
    numeric[NUMBER.night][out] = +isNight(time[row])
    for (let w = 0; w < windows.length; w++) {
      numeric[NUMBER.customer + 2 * w][out] = customers.counts[w]
      numeric[NUMBER.customer + 2 * w + 1][out] = customers.sums[w] / customers.counts[w] / 100
      const count = terminals.counts[w]
      numeric[NUMBER.terminal + 2 * w][out] = count
      numeric[NUMBER.terminal + 2 * w + 1][out] = count > 0 ? terminals.flagged[w] / count : 0
    }
  }
}
