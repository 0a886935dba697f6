import type { Draw, Table } from '../kernel/table.ts'
import type { Scorer as PlainScorer } from '../scoring/scorers.ts'
import { correctScores } from '../treatments/correct.ts'
import type { Correction, ScoredBy } from '../training/run.ts'
import type { Edge } from '../scoring/edges.ts'
import type { LargeScorer } from '../scoring/large-scorer.ts'
import { gatherRows, type MeasuredRows } from './measured-rows.ts'

/** A scorer that may have rows which decide nothing read by somebody else. */
export interface Scorer extends PlainScorer {
  /** The same logits for rows that decide nothing, which a GPU may score where the table is large; edges are asked for only then. */
  readonly reader?: (edges: () => readonly Edge[]) => Reader
}

/** Scores rows that decide nothing, once. */
export interface Reader extends Pick<Scorer, 'logits'> {
  /** Who did, of a large table; null of others. */
  readonly by: ScoredBy | null
}

/** A plain scorer, whose test part of a large table `large` may take. */
export function withLargeScorer(scorer: PlainScorer, large: LargeScorer): Scorer {
  return {
    logits: scorer.logits,
    reader: (edges) => readerOf(large, scorer.logits, edges),
    dispose() {
      large.dispose()
      scorer.dispose()
    },
  }
}

function readerOf(large: LargeScorer, logits: Scorer['logits'], edges: () => readonly Edge[]): Reader {
  let by: ScoredBy | null = null
  return {
    get by() {
      return by
    },
    async logits(table, rows, out, atTop) {
      by = await large.score({ table, rows, out, atTop }, edges)
      if (!by) await logits(table, rows, out, atTop)
    },
  }
}

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
