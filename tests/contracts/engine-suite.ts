import type { Batch, Engine, EngineHost, EngineKind, NetworkState } from '../../src/core/engines/engine.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { initialState } from '../../src/core/networks/initial.ts'
import { fieldOffsets, type Network } from '../../src/core/networks/network.ts'
import { referenceLogits } from './reference.ts'

/** What the contract of DESIGN 5 asks, measured on one engine; runs in Node and in a page alike. */
export interface EngineReport {
  /** Largest |a − b| / max(1, |b|) of logits against float64, over all networks. */
  readonly logitError: number
  /** Training loss of the contract network over 200 steps, each the mean of ten. */
  readonly curve: readonly number[]
  /** Tensors alive after all work less those before it. */
  readonly tensorsLeft: number
  /** Largest difference of weights between 12 steps at once and 6, a state taken and opened again, 6 more. */
  readonly resumeError: number
}

/** 4 fields of 20 values, embedding 4, one cross, 8-4; batch 32. */
export const contractNetwork: Network = {
  numeric: 2,
  fields: ['a', 'b', 'c', 'd'].map((id) => ({ id, vocabulary: 20, embedded: true })),
  embedding: 4,
  wide: false,
  cross: { layers: 1, rank: null },
  deep: { hidden: [8, 4], dropout: 0 },
  arrangement: 'parallel',
}

/** Networks at the edges of what engines must take. */
export const networks: Readonly<Record<string, Network>> = {
  contract: contractNetwork,
  'wide alone': {
    ...contractNetwork,
    wide: true,
    cross: null,
    deep: null,
    embedding: 0,
    fields: fieldsOf([7, 3], false),
  },
  'wide without fields': {
    ...contractNetwork,
    numeric: 3,
    wide: true,
    cross: null,
    deep: null,
    embedding: 0,
    fields: [],
  },
  'no numbers': { ...contractNetwork, numeric: 0 },
  'one field of one value': { ...contractNetwork, numeric: 0, fields: fieldsOf([1], true), embedding: 3 },
  'cross alone, low rank': { ...contractNetwork, cross: { layers: 3, rank: 2 }, deep: null },
  'deep alone': { ...contractNetwork, cross: null, deep: { hidden: [5], dropout: 0 } },
  stacked: { ...contractNetwork, cross: { layers: 2, rank: null }, arrangement: 'stacked' },
  'stacked, low rank': { ...contractNetwork, cross: { layers: 2, rank: 3 }, arrangement: 'stacked' },
  'everything, wide crosses too': {
    ...contractNetwork,
    numeric: 5,
    wide: true,
    fields: [...fieldsOf([9, 1, 13], true), ...fieldsOf([17, 4], false)],
    cross: { layers: 2, rank: null },
    deep: { hidden: [11, 7, 3], dropout: 0.25 },
  },
  'factorisation machine': { ...contractNetwork, wide: true, cross: null, deep: null, pairs: true },
  'pairs of numbers alone': { ...contractNetwork, numeric: 5, fields: [], cross: null, deep: null, pairs: true },
  'pairs beside all else': {
    ...contractNetwork,
    numeric: 3,
    wide: true,
    fields: [...fieldsOf([9, 1, 13], true), ...fieldsOf([6], false)],
    embedding: 5,
    deep: { hidden: [6], dropout: 0.25 },
    pairs: true,
  },
}

export async function measureContract(kind: EngineKind, host: EngineHost): Promise<EngineReport> {
  const engine = await kind.start(host)
  const [maker, backend] = kind.id.split('-')
  const tensors = async (): Promise<number> =>
    maker === 'tfjs' ? (await host.tfjs(backend as 'wasm')).memory().numTensors : 0
  const before = await tensors()
  let logitError = 0
  for (const network of Object.values(networks))
    for (const frozen of [false, true])
      for (const rows of [1, 7]) logitError = Math.max(logitError, await logitErrorOf(engine, network, rows, frozen))
  const curve = await lossCurve(engine, 200)
  const resumeError = await resumeErrorOf(engine)
  const tensorsLeft = (await tensors()) - before
  engine.dispose()
  return { logitError, curve, resumeError, tensorsLeft }
}

/** Largest |a − b| / max(1, |b|) between an engine's logits and float64, on random weights and rows. */
export async function logitErrorOf(engine: Engine, network: Network, rows: number, frozen = false): Promise<number> {
  const random = Random.of(7)
  const state = shaken(initialState(network, random, 0.03), random)
  const batch = randomBatch(network, rows, random)
  const trainee = engine.open(network, state, { frozen })
  const logits = new Float32Array(rows + 1).fill(NaN)
  await trainee.score(batch, logits, 1)
  trainee.dispose()
  return referenceLogits(network, state.weights, batch).reduce(
    (most, expected, i) => Math.max(most, Math.abs(logits[i + 1] - expected) / Math.max(1, Math.abs(expected))),
    0
  )
}

/** Training loss of every ten steps on rows whose label follows a product of two fields. */
export async function lossCurve(
  engine: Engine,
  steps: number,
  lazy = false,
  network = contractNetwork
): Promise<number[]> {
  const random = Random.of(11)
  const trainee = engine.open(network, initialState(network, random, 0.3))
  const curve: number[] = []
  for (let step = 1; step <= steps; step++) {
    await trainee.train(randomBatch(network, 32, random), { rate: 0.01, l2: 0, lazy })
    if (step % 10 === 0) curve.push(await trainee.loss())
  }
  trainee.dispose()
  return curve
}

/** A batch of random rows; labels are 1 where the first field is low and the last one high, or the reverse. */
export function randomBatch(network: Network, rows: number, random: Random): Batch {
  const offsets = fieldOffsets(network)
  const fields = network.fields.length
  const batch: Batch = {
    rows,
    numeric: new Float32Array(rows * network.numeric + 3),
    codes: new Int32Array(rows * fields + 3),
    labels: new Float32Array(rows + 3),
    weights: null,
  }
  for (let i = 0; i < rows * network.numeric; i++) batch.numeric[i] = random.normal()
  for (let row = 0; row < rows; row++) {
    const local = network.fields.map((field) => random.below(field.vocabulary))
    local.forEach((code, f) => (batch.codes[row * fields + f] = offsets[f] + code))
    const low = (f: number): boolean => local[f] < (network.fields[f]?.vocabulary ?? 0) / 2
    batch.labels[row] = low(0) !== low(fields - 1) && random.uniform() < 0.8 ? 1 : 0
  }
  return batch
}

async function resumeErrorOf(engine: Engine): Promise<number> {
  const network = networks['everything, wide crosses too']
  const start = shaken(initialState(network, Random.of(3), 0.1), Random.of(4))
  const random = Random.of(5)
  const batches = Array.from({ length: 12 }, () => randomBatch(network, 16, random))
  const whole = await trained(engine, network, start, batches)
  const half = await trained(engine, network, start, batches.slice(0, 6))
  const resumed = await trained(engine, network, half, batches.slice(6))
  return whole.weights.reduce((most, weight, i) => Math.max(most, Math.abs(weight - resumed.weights[i])), 0)
}

async function trained(engine: Engine, network: Network, from: NetworkState, batches: Batch[]): Promise<NetworkState> {
  const trainee = engine.open(network, from, { random: Random.of(6) })
  for (const batch of batches) await trainee.train(batch, { rate: 0.01, l2: 0.001, lazy: false })
  const state = await trainee.state()
  trainee.dispose()
  return state
}

/** Where some steps of training end, on batches of one block and of several, with a penalty and dropout. */
export async function stepped(engine: Engine, network: Network, lazy: boolean): Promise<NetworkState> {
  const random = Random.of(5)
  const start = shaken(initialState(network, random, 0.2), random)
  const trainee = engine.open(network, start, { random: Random.of(9) })
  for (let i = 0; i < 15; i++)
    await trainee.train(randomBatch(network, 5 + 20 * i, random), { rate: 0.01, l2: 0.01, lazy })
  const state = await trainee.state()
  trainee.dispose()
  return state
}

/** Weights of ordinary size everywhere, biases and wide values included, so that no term of the logit is idle. */
function shaken(state: NetworkState, random: Random): NetworkState {
  return { ...state, weights: state.weights.map((weight) => weight + 0.3 * random.normal()) }
}

function fieldsOf(vocabularies: readonly number[], embedded: boolean): Network['fields'] {
  return vocabularies.map((vocabulary, i) => ({ id: `${embedded ? 'e' : 'w'}${i}`, vocabulary, embedded }))
}
