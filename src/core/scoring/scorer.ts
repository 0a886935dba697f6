import type { Table } from '../kernel/table.ts'
import type { ScoredBy } from '../training/run.ts'
import type { Edge } from './edges.ts'

/** A trained model with everything needed to score rows. */
export interface Scorer {
  /** Writes one logit for each row, as the model came out of training; position held at the top where `atTop`. */
  logits(table: Table, rows: Uint32Array, out: Float32Array, atTop: boolean): Promise<void>
  /**
   * The same logits for rows that decide nothing, which a GPU may score where the table is large; edges are asked for only then. Absent
   * where no GPU scores.
   */
  readonly reader?: (edges: () => readonly Edge[]) => Reader
  dispose(): void
}

/** Scores rows that decide nothing, once. */
export interface Reader extends Pick<Scorer, 'logits'> {
  /** The engine that scored a large table; null for other tables. */
  readonly by: ScoredBy | null
}
