import type { Batch } from '../../engines/engine.ts'
import type { Encoder } from '../../features/encoder.ts'
import type { Table } from '../../kernel/table.ts'

/** Encoded rows are kept where they take no more than this; else each batch is encoded when it comes. */
const MOST_BYTES = 160e6
const CHUNK_ROWS = 50_000

/** Fills a batch with rows order[from … from + count − 1] of a table. */
export type FillBatch = (batch: Batch, order: Uint32Array, from: number, count: number) => void

/**
 * Training reads each row once an epoch, in an order that has every column miss the cache: where they fit, rows are
 * encoded once and kept side by side.
 */
export async function readyRows(
  encoder: Encoder,
  table: Table,
  rows: Uint32Array,
  yieldToMessages: () => Promise<void>,
  mostBytes = MOST_BYTES
): Promise<FillBatch> {
  const numeric = encoder.numeric.length
  const fields = encoder.fields.length
  if (rows.length * 4 * (numeric + fields + 1) + 4 * table.rows > mostBytes)
    return (batch, order, from, count) => encoder.fill(batch, table, order, from, count, false)
  const kept = encoder.batch(rows.length)
  const chunk = encoder.batch(Math.min(CHUNK_ROWS, rows.length))
  const placeOf = new Uint32Array(table.rows)
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows.length - from)
    encoder.fill(chunk, table, rows, from, count, false)
    kept.numeric.set(chunk.numeric.subarray(0, count * numeric), from * numeric)
    kept.codes.set(chunk.codes.subarray(0, count * fields), from * fields)
    kept.labels.set(chunk.labels.subarray(0, count), from)
    await yieldToMessages()
  }
  for (let i = 0; i < rows.length; i++) placeOf[rows[i]] = i
  return (batch, order, from, count) => {
    batch.rows = count
    for (let i = 0; i < count; i++) {
      const place = placeOf[order[from + i]]
      batch.labels[i] = kept.labels[place]
      for (let j = 0, to = i * numeric, at = place * numeric; j < numeric; j++) batch.numeric[to++] = kept.numeric[at++]
      for (let j = 0, to = i * fields, at = place * fields; j < fields; j++) batch.codes[to++] = kept.codes[at++]
    }
  }
}
