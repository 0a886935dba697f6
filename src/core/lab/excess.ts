import type { Table } from '../kernel/table.ts'
import { excessesOf, type Excess } from '../metrics/luck/excess.ts'
import { sampleOf, type MeasuredRows } from './measured-rows.ts'

/** By how much the labels of these rows favour a model beyond their true probabilities; none where these are not known. */
export function excessOn(rows: MeasuredRows, { cluster }: Pick<Table, 'cluster'>): readonly Excess[] {
  if (!rows.truth) return []
  return excessesOf(sampleOf(rows), rows.truth, cluster && Uint32Array.from(rows.rows, (row) => cluster[row]))
}
