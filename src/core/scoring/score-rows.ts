import type { Trainee } from '../engines/engine.ts'
import type { Encoder } from '../features/encoder.ts'
import { sigmoid } from '../kernel/math.ts'
import type { Table } from '../kernel/table.ts'

export interface ScoreJob {
  readonly trainee: Trainee
  readonly encoder: Encoder
  readonly table: Table
  /** Rows to score; null is the whole table. */
  readonly rows: Uint32Array | null
  /** Where the probabilities go, one for each row. */
  readonly out: Float32Array
  /** Position held at 1, as ranking wants it. */
  readonly atTop: boolean
  readonly batchRows?: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Lets messages in between two batches. */
  readonly breathe?: () => Promise<void>
}

/**
 * Probabilities of rows, in large batches and constant memory; timed by tests/bench/main.ts.
 * @throws the signal's reason once it is aborted, and what the engine throws when it is lost
 */
export async function scoreRows(job: ScoreJob): Promise<void> {
  const { trainee, encoder, table, rows, out, atTop, batchRows = 4096, onProgress, signal, breathe } = job
  const total = rows ? rows.length : table.rows
  const batch = encoder.batch(Math.min(batchRows, total))
  for (let from = 0; from < total; from += batchRows) {
    signal?.throwIfAborted()
    const count = Math.min(batchRows, total - from)
    encoder.fill(batch, table, rows, from, count, atTop)
    await trainee.score(batch, out, from)
    for (let i = from; i < from + count; i++) out[i] = sigmoid(out[i])
    onProgress?.(from + count, total)
    if (breathe) await breathe()
  }
}
