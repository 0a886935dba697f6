import type { World } from '../../../datasets/dataset.ts'
import type { Table } from '../kernel/table.ts'
import type { ValueRows } from '../value/decision-kind.ts'
import { valueReport, type ValueChoice, type ValueReport } from '../value/report.ts'
import { amountsOf } from './amounts.ts'
import type { ReadRows } from './cross-fit.ts'
import type { MeasuredRows } from './measured-rows.ts'

/** Where rows were read: their table, and the world that knows what no column holds. */
interface Source {
  readonly world: Pick<World, 'slots'>
  readonly table: Table
}

/** What a run's decisions on these rows are worth; null where nobody asks, or there is nothing to decide. */
export function valueOf({ rows, own }: ReadRows, source: Source, choice: ValueChoice | undefined): ValueReport | null {
  if (!choice) return null
  const { scores, atTop, ranking } = rows
  return valueReport(valueRowsOf(rows, source), { scores, atTop: atTop ?? ranking, threshold: own }, choice)
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
