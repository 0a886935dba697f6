import type { Draw, Table } from '../kernel/table.ts'
import type { Edge } from '../scoring/edges.ts'
import type { Reader, Scorer } from '../scoring/scorer.ts'
import { correctScores } from '../treatments/correct.ts'
import type { Correction } from '../training/run.ts'
import { gatherRows, type MeasuredRows } from './measured-rows.ts'

/** Who scores rows that decide nothing. */
export function readerFrom(scorer: Scorer, edges: () => readonly Edge[]): Reader {
  return scorer.reader?.(edges) ?? { logits: scorer.logits, by: null }
}

/** Logits of rows where they stand and, where there are positions, once more with every row at the top. */
export async function scoreInto(
  scorer: Pick<Scorer, 'logits'>,
  table: Table,
  { rows, scores, ranking }: MeasuredRows
): Promise<void> {
  await scorer.logits(table, rows, scores, false)
  if (ranking) await scorer.logits(table, rows, ranking, true)
}

/** These rows with one logit each, as the model came out of training. */
export async function logitsOf(scorer: Pick<Scorer, 'logits'>, draw: Draw, rows: Uint32Array): Promise<MeasuredRows> {
  const logits = gatherRows(draw, rows)
  await scoreInto(scorer, draw.table, logits)
  return logits
}

/** Probabilities of rows in place. */
export async function scoreMeasured(
  { scorer, correction }: { readonly scorer: Pick<Scorer, 'logits'>; readonly correction: Correction },
  table: Table,
  rows: MeasuredRows
): Promise<void> {
  await scoreInto(scorer, table, rows)
  correctScores(correction, rows.scores)
  if (rows.ranking) correctScores(correction, rows.ranking)
}
