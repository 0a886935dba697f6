import { expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { instantiate } from '../../../src/core/trees/kernels.ts'
import { nodeKernels } from '../../../src/headless/kernels.ts'

const ROWS = 3000
const BINS = 40
const COLUMN = 256 * 16

/** Bins and pairs of random rows in a memory, and room for histograms of four columns. */
async function opened() {
  const memory = new WebAssembly.Memory({ initial: 8 })
  const kernels = instantiate(await WebAssembly.compile(await nodeKernels('trees')), memory)
  const [rows, bins, pairs, histograms] = [1024, 32_768, 65_536, 131_072]
  const random = Random.of(9)
  const bytes = new Uint8Array(memory.buffer)
  const words = new Int32Array(memory.buffer)
  for (let i = 0; i < ROWS; i++) {
    words[rows / 4 + i] = i
    for (let k = 0; k < 4; k++) bytes[bins + 4 * i + k] = random.below(BINS)
    words[pairs / 4 + 2 * i] = random.word() | 0
    words[pairs / 4 + 2 * i + 1] = random.word() >>> 2
  }
  const build = (from: number, count: number, to: number): void => {
    const four = [0, 1, 2, 3].map((k) => to + k * COLUMN) as [number, number, number, number]
    kernels.addRows(rows + 4 * from, count, bins, pairs, ...four)
  }
  const sums = new BigInt64Array(memory.buffer)
  const read = (at: number): bigint[] => [...sums.subarray(at / 8, (at + 4 * COLUMN) / 8)]
  const expected = (from: number, count: number): bigint[] => {
    const all = new Array<bigint>((4 * COLUMN) / 8).fill(0n)
    for (let i = from; i < from + count; i++)
      for (let k = 0; k < 4; k++)
        for (const part of [0, 1]) {
          const place = (k * COLUMN) / 8 + 2 * bytes[bins + 4 * i + k] + part
          all[place] += BigInt(words[pairs / 4 + 2 * i + part])
        }
    return all
  }
  return { kernels, build, read, expected, histograms }
}

it('addRows(…) adds up the pairs of each bin exactly', async () => {
  const { build, read, expected, histograms } = await opened()
  build(100, 2000, histograms)
  expect(read(histograms)).toEqual(expected(100, 2000))
})

it('subtract(parent, child) leaves exactly the sibling', async () => {
  const { kernels, build, read, expected, histograms } = await opened()
  const child = histograms + 4 * COLUMN
  build(0, ROWS, histograms)
  build(0, 1100, child)
  for (let k = 0; k < 4; k++) kernels.subtract(histograms + k * COLUMN, child + k * COLUMN, 256)
  expect(read(histograms)).toEqual(expected(1100, ROWS - 1100))
})

it('flush(part, whole) adds a part and clears it', async () => {
  const { kernels, build, read, expected, histograms } = await opened()
  const part = histograms + 4 * COLUMN
  build(0, 1100, histograms)
  build(1100, ROWS - 1100, part)
  for (let k = 0; k < 4; k++) kernels.flush(part + k * COLUMN, histograms + k * COLUMN, 256)
  expect(read(histograms)).toEqual(expected(0, ROWS))
  expect(read(part).every((sum) => sum === 0n)).toBe(true)
})
