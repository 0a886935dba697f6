import type { Trainee } from '../engines/engine.ts'
import type { Encoder } from '../features/encoder.ts'
import type { Table } from '../kernel/table.ts'
import { scoreRows } from '../scoring/score-rows.ts'
import type { LabHost } from './contract.ts'
import type { MeasuredRows } from './measured-rows.ts'

/** A network at work and what it reads: all it takes to score rows. */
export interface Scorer {
  readonly trainee: Trainee
  readonly encoder: Encoder
}

/** Scores rows where they stand and, where there are positions, once more with every row at the top. */
export async function scoreMeasured(
  { trainee, encoder }: Scorer,
  table: Table,
  { rows, scores, ranking }: MeasuredRows,
  { breathe }: Pick<LabHost, 'breathe'>
): Promise<void> {
  await scoreRows({ trainee, encoder, table, rows, out: scores, atTop: false, breathe })
  if (ranking) await scoreRows({ trainee, encoder, table, rows, out: ranking, atTop: true, breathe })
}
