import type { Batch, Trainee } from '../engines/engine.ts'
import type { Encoder } from '../features/encoder.ts'
import type { Table } from '../kernel/table.ts'

const BATCH_ROWS = 4096

export interface ScoreJob {
  readonly trainee: Pick<Trainee, 'score'>
  readonly encoder: Encoder
  readonly table: Table
  /** Rows to score; null is the whole table. */
  readonly rows: Uint32Array | null
  /** Where the logits go, one for each row. */
  readonly out: Float32Array
  /** Position held at 1, as ranking requires. */
  readonly atTop: boolean
  readonly batchRows?: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Lets messages in between two batches. */
  readonly yieldToMessages?: () => Promise<void>
}

/**
 * Logits of rows, in large batches and constant memory; timed by tests/bench/main.ts. A batch is made ready while
 * the engine's other threads, or its GPU, score the one before.
 * @throws the signal's reason once it is aborted, and what the engine throws when it is lost
 */
export async function scoreRows(job: ScoreJob): Promise<void> {
  const { trainee, encoder, table, rows, out, atTop, batchRows = BATCH_ROWS, onProgress, signal, yieldToMessages } = job
  const total = rows ? rows.length : table.rows
  const capacity = Math.min(batchRows, total)
  const batches = [encoder.batch(capacity), encoder.batch(total > capacity ? capacity : 0)]
  const fill = (from: number): Batch => {
    const batch = batches[(from / batchRows) % 2]
    encoder.fill(batch, table, rows, from, Math.min(batchRows, total - from), atTop)
    return batch
  }
  let batch = total ? fill(0) : null
  for (let from = 0; batch; from += batchRows) {
    signal?.throwIfAborted()
    const scoring = trainee.score(batch, out, from)
    const end = from + batch.rows
    batch = end < total ? fill(end) : null
    await scoring
    onProgress?.(end, total)
    if (yieldToMessages) await yieldToMessages()
  }
}

/** Rows made ready once, to be scored again and again: an engine may keep them on its device. */
export function encodeRows(
  { encoder, table, atTop }: Pick<ScoreJob, 'encoder' | 'table' | 'atTop'>,
  rows: Uint32Array
): readonly Batch[] {
  const batches: Batch[] = []
  for (let from = 0; from < rows.length; from += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, rows.length - from)
    const batch = encoder.batch(count)
    encoder.fill(batch, table, rows, from, count, atTop)
    batches.push({ ...batch, resident: true })
  }
  return batches
}

/** Logits of rows that `encodeRows` made ready. */
export async function scoreEncoded(
  batches: readonly Batch[],
  { trainee, out, yieldToMessages }: Pick<ScoreJob, 'trainee' | 'out' | 'yieldToMessages'>
): Promise<void> {
  let from = 0
  for (const batch of batches) {
    await trainee.score(batch, out, from)
    from += batch.rows
    if (yieldToMessages) await yieldToMessages()
  }
}
