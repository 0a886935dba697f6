import type { Batch } from '../../../src/core/engines/engine.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { fieldOffsets, type Network } from '../../../src/core/networks/network.ts'

/** Rows of one run, all different. */
export const ROWS = 65_536

/** A run that takes longer is cut short after the batch at hand, so that a row stays within minutes. */
const LIMIT_MS = 2500

/** The same rows whatever the size of the batches; codes uniform over the vocabulary. */
export function batchesOf(network: Network, batchSize: number): Batch[] {
  const whole = randomRows(network)
  const fields = network.fields.length
  return Array.from({ length: Math.ceil(ROWS / batchSize) }, (_, i) => {
    const [from, to] = [i * batchSize, Math.min(ROWS, (i + 1) * batchSize)]
    return {
      rows: to - from,
      numeric: whole.numeric.subarray(from * network.numeric, to * network.numeric),
      codes: whole.codes.subarray(from * fields, to * fields),
      labels: whole.labels.subarray(from, to),
      weights: null,
    }
  })
}

/** Does batch after batch, each told where its rows begin; gives how many rows were done. */
export async function overBatches(
  batches: readonly Batch[],
  work: (batch: Batch, at: number) => Promise<unknown> | void
): Promise<number> {
  const end = performance.now() + LIMIT_MS
  let rows = 0
  for (const batch of batches) {
    await work(batch, rows)
    rows += batch.rows
    if (performance.now() > end) break
  }
  return rows
}

function randomRows(network: Network): Batch {
  const random = Random.of(1)
  const numeric = new Float32Array(ROWS * network.numeric)
  random.normals(numeric)
  const offsets = fieldOffsets(network)
  const fields = network.fields.length
  const codes = Int32Array.from(
    { length: ROWS * fields },
    (_, i) => offsets[i % fields] + random.below(network.fields[i % fields].vocabulary)
  )
  const labels = Float32Array.from({ length: ROWS }, () => (random.uniform() < 0.03 ? 1 : 0))
  return { rows: ROWS, numeric, codes, labels, weights: null }
}
