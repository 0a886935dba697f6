import type { Table } from '../kernel/table.ts'
import type { ScoredBy } from '../training/run.ts'
import type { Edge } from './edges.ts'

/** What a model has learnt, at work: all it takes to score rows. */
export interface Scorer {
  /** Writes one logit for each row, as the model came out of training; position held at the top where `atTop`. */
  logits(table: Table, rows: Uint32Array, out: Float32Array, atTop: boolean): Promise<void>
  /**
   * The same logits for rows that decide nothing, which a GPU may score where the table is large; edges are asked for only then. Left out
   * where nobody else scores.
   */
  readonly reader?: (edges: () => readonly Edge[]) => Reader
  dispose(): void
}

/** Scores rows that decide nothing, once. */
export interface Reader extends Pick<Scorer, 'logits'> {
  /** Who did, of a large table; null of others. */
  readonly by: ScoredBy | null
}
