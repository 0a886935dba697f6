import type { Table } from '../kernel/table.ts'
import { excessesOf, type Excess } from '../metrics/luck/excess.ts'
import { sampleOf, type MeasuredRows } from './measured-rows.ts'

/** What labels of these rows favour a model by, beyond their true probabilities; none where nobody knows these. */
export function excessOn(rows: MeasuredRows, { cluster }: Pick<Table, 'cluster'>): readonly Excess[] {
  if (!rows.truth) return []
  return excessesOf(sampleOf(rows), rows.truth, cluster && Uint32Array.from(rows.rows, (row) => cluster[row]))
}
