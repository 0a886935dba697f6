import type { Trainee } from '../engines/engine.ts'
import type { Encoder } from '../features/encoder.ts'
import type { Table } from '../kernel/table.ts'
import { scoreRows } from '../scoring/score-rows.ts'
import { correctScores } from '../treatments/correct.ts'
import type { Correction, ScoredBy } from '../training/run.ts'
import type { Ensemble } from '../trees/ensemble.ts'
import { scoreTrees } from '../trees/score.ts'
import type { Edge } from './edges.ts'
import type { LargeScorer } from './large-scorer.ts'
import type { MeasuredRows } from './measured-rows.ts'

/** What a model has learnt, at work: all it takes to score rows. */
export interface Scorer {
  /** Writes one logit for each row, as the model came out of training; position held at the top where `atTop`. */
  logits(table: Table, rows: Uint32Array, out: Float32Array, atTop: boolean): Promise<void>
  /** The same for rows that decide nothing, which a GPU may score where the table is large; edges are asked for only then. */
  readonly reader?: (edges: () => readonly Edge[]) => Reader
  dispose(): void
}

/** Scores rows that decide nothing, once. */
export interface Reader extends Pick<Scorer, 'logits'> {
  /** Who did, of a large table; null of others. */
  readonly by: ScoredBy | null
}

type Breathe = () => Promise<void>

export function networkScorer(trainee: Trainee, encoder: Encoder, breathe: Breathe, large?: LargeScorer): Scorer {
  const logits: Scorer['logits'] = (table, rows, out, atTop) =>
    scoreRows({ trainee, encoder, table, rows, out, atTop, breathe })
  return {
    logits,
    ...(large && { reader: (edges: () => readonly Edge[]) => readerOf(large, logits, edges) }),
    dispose() {
      large?.dispose()
      trainee.dispose()
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

const CHUNK_ROWS = 20_000

/** With `after`, what it writes into already has the logits of the first so many trees. */
export function treesScorer(ensemble: Ensemble, breathe: Breathe, after = 0): Scorer {
  return {
    async logits(table, rows, out, atTop) {
      for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
        const to = Math.min(rows.length, from + CHUNK_ROWS)
        scoreTrees(ensemble, table, rows.subarray(from, to), out.subarray(from, to), { atTop, after })
        await breathe()
      }
    },
    dispose: () => undefined,
  }
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

/** The same as probabilities. */
export async function scoreMeasured(
  { scorer, correction }: { readonly scorer: Scorer; readonly correction: Correction },
  table: Table,
  rows: MeasuredRows
): Promise<void> {
  await scoreInto(scorer, table, rows)
  correctScores(correction, rows.scores)
  if (rows.ranking) correctScores(correction, rows.ranking)
}
