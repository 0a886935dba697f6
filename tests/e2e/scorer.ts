import type { Batch } from '../../src/core/engines/engine.ts'
import { scoringOn, type Processor } from '../../src/core/engines/webgpu/engine.ts'
import { startGpu, type Gpu, type GpuLimits } from '../../src/core/engines/webgpu/gpu.ts'
import { openScorer, type GpuScorer } from '../../src/core/engines/webgpu/scorer.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { parametersOf, sizeOf, type Network } from '../../src/core/networks/network.ts'
import { contractNetwork, networks, randomBatch } from '../contracts/engine-suite.ts'
import { referenceLogits } from '../contracts/reference.ts'

/*
 * What the page of scorer.webgpu.spec.ts does with the graphics card.
 */

const { gpu } = navigator

/** Largest |a − b| / max(1, |b|) between the card's logits and float64, by network; `limits` makes the card a smaller one. */
export async function logitErrors(
  limits: Partial<GpuLimits>,
  rows: readonly number[],
  drawn: number
): Promise<Record<string, number>> {
  const card = await smallerGpu(limits)
  const random = Random.of(17)
  const all = { ...networks }
  for (let i = 0; i < drawn; i++) all[`drawn ${i}`] = randomNetwork(random)
  const errors: Record<string, number> = {}
  for (const [name, network] of Object.entries(all)) {
    const weights = randomWeights(network, random)
    const scorer = openScorer(card, network)
    scorer.setWeights(weights)
    errors[name] = 0
    for (const count of rows) {
      const error = await errorOf(scorer, network, weights, randomBatch(network, count, random))
      errors[name] = Math.max(errors[name], error)
    }
    scorer.dispose()
  }
  card.dispose()
  return errors
}

/** Bytes written to the card by each of two scores of a resident batch, and the largest error of both. */
export async function residentTwice(): Promise<{ written: number[]; error: number }> {
  const card = await startGpu(gpu)
  const random = Random.of(5)
  const weights = randomWeights(contractNetwork, random)
  const scorer = openScorer(card, contractNetwork)
  scorer.setWeights(weights)
  const batch = { ...randomBatch(contractNetwork, 100, random), resident: true }
  const { queue } = card.device
  const write = queue.writeBuffer.bind(queue)
  let bytes = 0
  queue.writeBuffer = (buffer, at, data, from, size) => {
    bytes += size ?? 0
    write(buffer, at, data, from, size)
  }
  const written: number[] = []
  let error = 0
  for (let i = 0; i < 2; i++) {
    bytes = 0
    error = Math.max(error, await errorOf(scorer, contractNetwork, weights, batch))
    written.push(bytes)
  }
  card.dispose()
  return { written, error }
}

/** Scores a batch whose arrays are filled anew as soon as each call returns; the largest error. */
export async function refilled(): Promise<number> {
  const card = await startGpu(gpu)
  const random = Random.of(6)
  const network = networks['everything, wide crosses too']
  const weights = randomWeights(network, random)
  const scorer = openScorer(card, network)
  scorer.setWeights(weights)
  const batch = randomBatch(network, 50, random)
  const logits = new Float32Array(5 * 50)
  const expected: number[] = []
  const scores: Promise<void>[] = []
  for (let i = 0; i < 5; i++) {
    const next = randomBatch(network, 50, random)
    batch.numeric.set(next.numeric)
    batch.codes.set(next.codes)
    expected.push(...referenceLogits(network, weights, batch))
    scores.push(scorer.score(batch, logits, 50 * i))
  }
  await Promise.all(scores)
  card.dispose()
  return largestError(expected, logits)
}

/** What is heard of a device that is destroyed under a scorer. */
export async function destroyed(): Promise<{ lost: string; during: string; after: string }> {
  const card = await startGpu(gpu)
  const scorer = openScorer(card, contractNetwork)
  scorer.setWeights(new Float32Array(sizeOf(contractNetwork)))
  const batch = randomBatch(contractNetwork, 10, Random.of(1))
  const during = nameOf(scorer.score(batch, new Float32Array(10), 0))
  card.device.destroy()
  const lost = await card.lost
  return { lost, during: await during, after: await nameOf(scorer.score(batch, new Float32Array(10), 0)) }
}

/** Why networks too large for a card cannot be opened on it. */
export async function tooLarge(): Promise<string[]> {
  const card = await startGpu(gpu)
  const small = await smallerGpu({ maxBufferSize: 1000 })
  const wide = { ...contractNetwork, numeric: 1_000_000 }
  const messages = [messageOf(() => openScorer(card, wide)), messageOf(() => openScorer(small, contractNetwork))]
  card.dispose()
  return messages
}

/** Errors before and after a step of an engine that trains on the processor; its step adds 0.1 to every weight. */
export async function composed(): Promise<number[]> {
  const network = networks.stacked
  const random = Random.of(9)
  const start = randomWeights(network, random)
  const engine = scoringOn(await startGpu(gpu), steppingProcessor())
  const trainee = engine.open(network, { weights: start, firstMoment: start, secondMoment: start, step: 0 })
  const batch = randomBatch(network, 20, random)
  const before = await errorOf(trainee, network, start, batch)
  await trainee.train(batch, { rate: 0.1, l2: 0, lazy: false })
  const after = await errorOf(trainee, network, (await trainee.state()).weights, batch)
  engine.dispose()
  return [before, after]
}

function steppingProcessor(): Processor {
  return {
    id: 'fused',
    lost: new Promise(() => {}),
    open(_network, state) {
      const weights = state.weights.slice()
      return {
        train: () => weights.forEach((weight, i) => (weights[i] = weight + 0.1)),
        loss: () => Promise.resolve(NaN),
        score: () => Promise.reject(new Error('scored on the processor')),
        state: () => Promise.resolve({ ...state, weights: weights.slice() }),
        weights: () => weights.slice(),
        dispose() {},
      }
    },
    dispose() {},
  }
}

async function smallerGpu(limits: Partial<GpuLimits>): Promise<Gpu> {
  const card = await startGpu(gpu)
  return { ...card, limits: { ...card.limits, ...limits } }
}

function randomNetwork(random: Random): Network {
  const below = (n: number): number => random.below(n)
  const fields = (embedded: boolean): Network['fields'] =>
    Array.from({ length: below(5) }, (_, i) => ({ id: `${embedded}${i}`, vocabulary: 1 + below(20), embedded }))
  const network: Network = {
    numeric: 1 + below(30),
    fields: [...fields(true), ...fields(false)],
    embedding: 1 + below(9),
    wide: below(2) === 0,
    cross: below(3) ? { layers: below(4), rank: below(2) ? 1 + below(9) : null } : null,
    deep: below(3) ? { hidden: Array.from({ length: below(4) }, () => 1 + below(90)), dropout: 0 } : null,
    arrangement: below(2) ? 'parallel' : 'stacked',
    pairs: below(2) === 0,
  }
  return network.cross || network.deep || network.pairs ? network : { ...network, wide: true }
}

/** Of a size that keeps the sums of every layer near 1. */
function randomWeights(network: Network, random: Random): Float32Array {
  const weights = new Float32Array(sizeOf(network))
  for (const { shape, offset, size } of parametersOf(network)) {
    const sd = shape.length > 1 ? 1 / Math.sqrt(shape[0]) : 0.3
    for (let i = offset; i < offset + size; i++) weights[i] = sd * random.normal()
  }
  return weights
}

async function errorOf(
  scorer: Pick<GpuScorer, 'score'>,
  network: Network,
  weights: Float32Array,
  batch: Batch
): Promise<number> {
  const logits = new Float32Array(batch.rows + 2).fill(NaN)
  await scorer.score(batch, logits, 1)
  if (!Number.isNaN(logits[0]) || !Number.isNaN(logits[batch.rows + 1])) return Infinity
  return largestError(referenceLogits(network, weights, batch), logits.subarray(1))
}

/** Infinite where a logit is none. */
function largestError(expected: readonly number[], logits: Float32Array): number {
  const errors = expected.map((b, i) => Math.abs(logits[i] - b) / Math.max(1, Math.abs(b)))
  return errors.reduce((most, error) => (error <= most ? most : Number.isNaN(error) ? Infinity : error), 0)
}

function nameOf(score: Promise<void>): Promise<string> {
  return score.then(
    () => 'scored',
    (error: Error) => error.name
  )
}

function messageOf(open: () => void): string {
  try {
    open()
    return 'opened'
  } catch (error) {
    return (error as Error).message
  }
}
