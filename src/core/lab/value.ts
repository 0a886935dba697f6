import type { World } from '../../../datasets/dataset.ts'
import type { Table } from '../kernel/table.ts'
import type { ValueRows } from '../value/decision-kind.ts'
import { decideRows, type DecidedRows, type ValueChoice } from '../value/decided-rows.ts'
import { valueReportOf, type ValueReport } from '../value/report.ts'
import { amountsOf } from './amounts.ts'
import type { ReadRows } from './cross-fit.ts'
import type { MeasuredRows } from './measured-rows.ts'

/** Where rows were read: their table, and the world that knows what no column holds. */
interface Source {
  readonly world: Pick<World, 'slots'>
  readonly table: Table
}

/** Value of a run's decisions on these rows; null where it was not requested or there is nothing to decide. */
export function valueOf(read: ReadRows, source: Source, choice: ValueChoice | undefined): ValueReport | null {
  const decided = choice && decidedOn(read, source, choice)
  return decided ? valueReportOf(decided, choice) : null
}

/** What a run decides on these rows; null where there is nothing of that kind to decide. */
export function decidedOn({ rows, own }: ReadRows, source: Source, choice: ValueChoice): DecidedRows | null {
  const { scores, atTop, ranking } = rows
  return decideRows(valueRowsOf(rows, source), { scores, atTop: atTop ?? ranking, threshold: own }, choice)
}

function valueRowsOf({ rows, labels, truth, relevance, requests }: MeasuredRows, { world, table }: Source): ValueRows {
  const { slots } = world
  const { position } = table
  return {
    ...{ labels, truth, relevance, requests },
    amounts: amountsOf(table, rows),
    slots:
      slots && position
        ? {
            bids: slots.bids(table, rows),
            positions: Uint8Array.from(rows, (row) => position[row]),
            examined: slots.examined,
          }
        : null,
  }
}
