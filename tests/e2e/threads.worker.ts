import { engineOf } from '../../src/core/engines/index.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { initialState } from '../../src/core/networks/initial.ts'
import type { Network } from '../../src/core/networks/network.ts'
import type { KernelThread } from '../../src/core/threads/kernel-host.ts'
import { browserHost } from '../../workers/host.ts'
import { kernelThreads } from '../../workers/kernels.ts'
import { randomBatch } from '../contracts/engine-suite.ts'

/** So many threads beside the worker's own, with shared memory or without, and what it came to. */
export interface ThreadsRequest {
  readonly count: number
  readonly share: boolean
  readonly lazy: boolean
}

const network: Network = {
  numeric: 3,
  fields: [9, 400, 31, 77, 5].map((vocabulary, i) => ({ id: `f${i}`, vocabulary, embedded: i < 4 })),
  embedding: 6,
  wide: true,
  cross: { layers: 2, rank: null },
  deep: { hidden: [22, 9], dropout: 0.1 },
  arrangement: 'parallel',
  pairs: true,
}

self.addEventListener('message', ({ data }: MessageEvent<ThreadsRequest>) => {
  work(data).then(
    (answer) => self.postMessage(answer),
    (error: Error) => self.postMessage(error.message)
  )
})

export interface ThreadsAnswer {
  /** Loss, and digests of weights, moments and logits. */
  readonly outcome: string
  readonly started: number
}

async function work({ count, share, lazy }: ThreadsRequest): Promise<ThreadsAnswer> {
  let started = 0
  const own = browserHost(() => undefined)
  const some = kernelThreads(share)
  const engine = await engineOf('fused').start({ ...own, threads: some && { ...some, count, lent: count, start } })
  function start(): KernelThread {
    started++
    if (!some) throw new Error('no threads here')
    return some.start()
  }

  const random = Random.of(1)
  const trainee = engine.open(network, initialState(network, random, 0.1), { random: Random.of(2) })
  for (let i = 0; i < 30; i++) {
    // The number of threads changes on the way, as it does when another training of the race ends.
    if (i === 10) trainee.limitThreads?.(1)
    if (i === 20) trainee.limitThreads?.(Infinity)
    const batch = randomBatch(network, 40 + 45 * i, random)
    const weights = i % 3 ? null : batch.labels.map((label) => (label ? 4 : 1))
    await trainee.train({ ...batch, weights }, { rate: 0.01, l2: 0.001, lazy, focal: i % 2 })
  }
  const loss = await trainee.loss()
  const state = await trainee.state()
  const batch = randomBatch(network, 20_000, random)
  const frozen = engine.open(network, state, { frozen: true })
  const [early, late] = [new Float32Array(batch.rows), new Float32Array(batch.rows)]
  await trainee.score(batch, early, 0)
  await frozen.score(batch, late, 0)
  // Two networks that want the threads at once: each gets its own rows.
  const both = [new Float32Array(batch.rows), new Float32Array(batch.rows)]
  await Promise.all([trainee.score(batch, both[0], 0), frozen.score(batch, both[1], 0)])
  engine.dispose()
  const digests = [state.weights, state.firstMoment, state.secondMoment, early, late, ...both].map(digest)
  return { outcome: [loss, ...(await Promise.all(digests))].join(' '), started }
}

async function digest(values: Float32Array): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', values.slice())
  return Array.from(new Uint8Array(bytes, 0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
