import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DataSummary } from '../../../src/core/lab.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { openParts } from '../../../src/state/parts.ts'
import type { LabMessage } from '../../../workers/lab.api.ts'
import { FakeWorker } from '../../bridge/fake-worker.ts'
import { data } from '../views/sample.ts'

const document = defaultDocument('ad-ctr')
const rowsOf = (seed: number) => ({ document: { ...document, seed }, recipe: recipeOf({ ...document, seed }) })

/** The parts of a lab on two cores, whose tables are drawn when the test has them drawn. */
function opened() {
  const workers: FakeWorker<LabMessage>[] = []
  const draws: (() => void)[] = []
  const prepare = () => new Promise<DataSummary>((resolve) => draws.push(() => resolve(data)))
  vi.stubGlobal('Worker', function () {
    workers.push(new FakeWorker<LabMessage>({ tables: { prepare } } as never))
    return workers[workers.length - 1]
  })
  const parts = openParts()
  const describe = (seed: number) => parts.tables.describe(rowsOf(seed).recipe, rowsOf(seed).document)
  return { parts, workers, draws, describe }
}

/** Until what was posted has arrived: ports of Node deliver between two turns of its loop. */
async function delivered(): Promise<void> {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve))
}

beforeEach(() => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('tables are drawn on a lease, by a worker that ends after twenty idle seconds and is started again', async () => {
  const { parts, workers, draws, describe } = opened()
  for (let seed = 1; seed <= 2; seed++) {
    const described = describe(seed)
    await delivered()
    expect(parts.cores.leased).toBeGreaterThan(0)
    draws[seed - 1]()
    expect((await described).rows).toEqual(data.rows)
    await delivered()
    await vi.advanceTimersByTimeAsync(20_000)
    expect([workers.length, workers[seed - 1].isTerminated, parts.cores.leased]).toEqual([seed, true, 0])
  }
})

test('tables whose worker is lost are drawn by another on the same lease', async () => {
  const { parts, workers, draws, describe } = opened()
  const described = describe(1)
  await delivered()
  const { leased } = parts.cores
  workers[0].fail('out of memory')
  await delivered()
  expect([workers.length, parts.cores.leased]).toEqual([2, leased])
  draws[1]()
  await described
  expect(parts.cores.leased).toBe(0)
})

test('a drawing that is cancelled, or waits for a core when it is, gives its lease back', async () => {
  const { parts, workers, describe } = opened()
  const drawing = describe(1)
  await delivered()
  const waiting = describe(2)
  parts.tables.cancel()
  await expect(drawing).rejects.toThrow('Reading was cancelled.')
  await expect(waiting).rejects.toThrow('Reading was cancelled.')
  expect([workers[0].isTerminated, parts.cores.leased, parts.cores.waitingText('drawing')]).toEqual([true, 0, null])
})

test('two labs of work on two cores: what waits says what it waits for, and begins in the order of the line', async () => {
  const { parts, draws, describe } = opened()
  const training = await parts.cores.lease({ use: 'training' })
  const redrawing = await parts.cores.lease({ use: 'redrawing' })
  const described = describe(1)
  const after = parts.cores.lease({ use: 'answering a question' })
  await delivered()
  expect(parts.race.waiting).toBe('Waiting for a free core: 1 of 2 is training, 1 is redrawing.')
  redrawing.free()
  await delivered()
  expect(draws).toHaveLength(1)
  expect(parts.race.waiting).toBe('Waiting for a free core: 1 of 2 is training, 1 is drawing.')
  draws[0]()
  await described
  ;(await after).free()
  training.free()
  expect([parts.race.waiting, parts.cores.leased]).toEqual([null, 0])
})
