import type { Trainee } from '../engines/engine.ts'
import type { Encoder } from '../features/encoder.ts'
import type { Table } from '../kernel/table.ts'
import type { Ensemble } from '../trees/ensemble.ts'
import { scoreTrees } from '../trees/score.ts'
import { scoreRows } from './score-rows.ts'

/** What a model has learnt, at work: all it takes to score rows. */
export interface Scorer {
  /** Writes one logit for each row, as the model came out of training; position held at the top where `atTop`. */
  logits(table: Table, rows: Uint32Array, out: Float32Array, atTop: boolean): Promise<void>
  dispose(): void
}

type Breathe = () => Promise<void>

export function networkScorer(trainee: Trainee, encoder: Encoder, breathe: Breathe): Scorer {
  return {
    logits: (table, rows, out, atTop) => scoreRows({ trainee, encoder, table, rows, out, atTop, breathe }),
    dispose: () => trainee.dispose(),
  }
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
