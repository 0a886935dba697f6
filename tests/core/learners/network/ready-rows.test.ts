import { expect, it } from 'vitest'
import { fitEncoder } from '../../../../src/core/features/fit-encoder.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { readyRows } from '../../../../src/core/learners/network/ready-rows.ts'
import { parityTable } from '../../training/parity.ts'

it('readyRows gives the same batches whether rows are kept or encoded as they come', async () => {
  const table = parityTable(120_000, 2)
  const rows = Uint32Array.from({ length: 90_000 }, (_, i) => i + 7000)
  const encoder = fitEncoder(table, rows, { minCount: 1, buckets: 100, crosses: [], position: true })
  let breaths = 0
  const yieldToMessages = (): Promise<void> => Promise.resolve(void breaths++)
  const kept = await readyRows(encoder, table, rows, yieldToMessages)
  expect(breaths).toBe(2)
  const streamed = await readyRows(encoder, table, rows, yieldToMessages, 1000)
  expect(breaths).toBe(2)
  const order = Random.of(3).shuffle(rows.slice())
  for (const [from, count] of [
    [0, 64],
    [89_990, 10],
  ]) {
    const [some, others] = [encoder.batch(64), encoder.batch(64)]
    kept(some, order, from, count)
    streamed(others, order, from, count)
    expect(some).toEqual(others)
  }
})
