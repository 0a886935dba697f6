import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch, Engine, NetworkState } from '../../src/core/engines/engine.ts'
import { engineOf, engines } from '../../src/core/engines/index.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { initialState } from '../../src/core/networks/initial.ts'
import { parametersOf, type Network } from '../../src/core/networks/network.ts'
import { nodeHost as host } from '../../src/headless/host.ts'
import { logitErrorOf, lossCurve, measureContract, networks, randomBatch, stepped } from './engine-suite.ts'
import { referenceLogits, referenceLoss } from './reference.ts'

/** Those that start under this Node: relaxed SIMD came with Node 21. */
const starts = await Promise.all(
  engines.map((kind) =>
    kind.start(host).then(
      () => true,
      () => false
    )
  )
)
const here = engines.filter((_, i) => starts[i])
const elsewhere = engines.filter((_, i) => !starts[i])

describe.each(here)('$id', (kind) => {
  it('keeps the contract: float64 logits within 1e-4, exact resume, no tensor left behind', async () => {
    const report = await measureContract(kind, host)
    expect(report.logitError).toBeLessThan(1e-4)
    expect(report.resumeError).toBe(0)
    expect(report.tensorsLeft).toBe(0)
    expect(report.curve).toHaveLength(20)
    expect(report.curve[19]).toBeLessThan(0.7 * report.curve[0])
  })

  it('score equals the float64 reference on any network', async () => {
    const engine = await kind.start(host)
    await fc.assert(
      fc.asyncProperty(anyNetwork, fc.integer({ min: 1, max: 150 }), async (network, rows) => {
        for (const frozen of [false, true]) expect(await logitErrorOf(engine, network, rows, frozen)).toBeLessThan(1e-4)
      }),
      { seed: 1, numRuns: 25 }
    )
  })

  it.each(Object.keys(networks))(
    'train follows the gradient of the float64 loss, weights and L2 included: %s',
    async (name) => {
      const network: Network = {
        ...networks[name],
        deep: networks[name].deep && { ...networks[name].deep, dropout: 0 },
      }
      const random = Random.of(21)
      const fresh = initialState(network, random, 0.2)
      const from = { ...fresh, weights: fresh.weights.map((weight) => weight + 0.3 * random.normal()) }
      const drawn = randomBatch(network, 6, random)
      const batch = { ...drawn, weights: drawn.labels.map((label) => (label ? 2 : 0.5)) }
      const engine = await kind.start(host)
      const trainee = engine.open(network, from)
      await trainee.train(batch, { rate: 0.01, l2: 0.02, lazy: false })
      const loss = await trainee.loss()
      const { firstMoment } = await trainee.state()
      trainee.dispose()
      expect(loss).toBeCloseTo(referenceLoss(network, from.weights, batch), 5)
      const weights = Float64Array.from(from.weights)
      const step = 1e-5
      for (let i = 0; i < weights.length; i++) {
        const kept = weights[i]
        weights[i] = kept + step
        const above = referenceLoss(network, weights, batch, 0.02)
        weights[i] = kept - step
        const below = referenceLoss(network, weights, batch, 0.02)
        weights[i] = kept
        // Adam's first moment after one step is a tenth of the gradient.
        const gradient = (above - below) / (2 * step)
        expect(Math.abs(10 * firstMoment[i] - gradient)).toBeLessThan(2e-4 * Math.max(1, Math.abs(gradient)))
      }
    }
  )

  it('train takes Adam steps: each weight moves by the rate against the sign of its gradient at first', async () => {
    const network = networks['wide alone']
    const from = initialState(network, Random.of(2), 0.5)
    const batch = randomBatch(network, 32, Random.of(3))
    const engine = await kind.start(host)
    const trainee = engine.open(network, from)
    await trainee.train(batch, { rate: 0.01, l2: 0, lazy: false })
    const { weights, firstMoment, step } = await trainee.state()
    trainee.dispose()
    expect(step).toBe(1)
    weights.forEach((weight, i) => {
      const gradient = firstMoment[i] * 10
      const move = Math.abs(gradient) > 1e-4 ? -0.01 * Math.sign(gradient) : weight - from.weights[i]
      expect(weight - from.weights[i]).toBeCloseTo(move, 5)
    })
  })

  it('loss is the mean over rows since it was last asked, and NaN over none', async () => {
    const network = networks['wide alone']
    const from = initialState(network, Random.of(2), 0.5)
    const engine = await kind.start(host)
    const trainee = engine.open(network, from)
    expect(await trainee.loss()).toBeNaN()
    const [first, second] = [randomBatch(network, 8, Random.of(4)), randomBatch(network, 24, Random.of(5))]
    await trainee.train(first, { rate: 1e-12, l2: 0, lazy: false })
    await trainee.train(second, { rate: 1e-12, l2: 0, lazy: false })
    const [a, b] = [first, second].map((batch) => referenceLoss(network, from.weights, batch))
    expect(await trainee.loss()).toBeCloseTo((8 * a + 24 * b) / 32, 5)
    expect(await trainee.loss()).toBeNaN()
    trainee.dispose()
  })

  it('dropout moves training and leaves scores alone', async () => {
    const network: Network = { ...networks.contract, deep: { hidden: [8, 4], dropout: 0.5 } }
    const from = initialState(network, Random.of(2), 0.5)
    const batch = randomBatch(network, 32, Random.of(3))
    const engine = await kind.start(host)
    const weightsAfter = async (seed: number): Promise<Float32Array> => {
      const trainee = engine.open(network, from, { random: Random.of(seed) })
      const logits = new Float32Array(32)
      await trainee.score(batch, logits, 0)
      referenceLogits(network, from.weights, batch).forEach((logit, i) => expect(logits[i]).toBeCloseTo(logit, 4))
      await trainee.train(batch, { rate: 0.01, l2: 0, lazy: false })
      const { firstMoment } = await trainee.state()
      trainee.dispose()
      return firstMoment
    }
    expect(await weightsAfter(1)).toEqual(await weightsAfter(1))
    expect(await weightsAfter(1)).not.toEqual(await weightsAfter(2))
  })
})

it('every engine here follows the same loss curve within 1 % over 200 steps', async () => {
  const curves = await Promise.all(here.map(async (kind) => (await measureContract(kind, host)).curve))
  for (const curve of curves)
    curve.forEach((loss, step) => expect(Math.abs(loss - curves[0][step])).toBeLessThan(0.01 * curves[0][step]))
})

it('lazily, too, every engine here follows the same loss curve within 1 % over 200 steps', async () => {
  const curves = await Promise.all(here.map(async (kind) => lossCurve(await kind.start(host), 200, true)))
  for (const curve of curves)
    curve.forEach((loss, step) => expect(Math.abs(loss - curves[0][step])).toBeLessThan(0.01 * curves[0][step]))
})

describe.each(Object.keys(networks))('every engine here takes the same steps: %s', (name) => {
  it.each([true, false])('weights and moments agree within 2e-4, lazy %s', async (lazy) => {
    const [first, ...others] = await Promise.all(
      here.map(async (kind) => stepped(await kind.start(host), networks[name], lazy))
    )
    for (const other of others)
      for (const part of ['weights', 'firstMoment', 'secondMoment'] as const)
        expect(mostApart(first[part], other[part])).toBeLessThan(2e-4)
  })
})

it('lazy training leaves the values that are not in the batch as they were, moments included', async () => {
  const network = networks['everything, wide crosses too']
  const from = initialState(network, Random.of(2), 0.5)
  const drawn = randomBatch(network, 1, Random.of(3))
  for (const kind of here) {
    const trainee = (await kind.start(host)).open(network, from)
    await trainee.train(drawn, { rate: 0.01, l2: 0.1, lazy: true })
    const { weights, secondMoment } = await trainee.state()
    trainee.dispose()
    for (const { name, offset, size, shape } of parametersOf(network)) {
      if (name !== 'embedding' && name !== 'wide/values') continue
      const each = shape[1] ?? 1
      const held = new Set(drawn.codes.subarray(0, network.fields.length))
      for (let i = 0; i < size; i++) {
        if (held.has(Math.floor(i / each))) continue
        expect(weights[offset + i]).toBe(from.weights[offset + i])
        expect(secondMoment[offset + i]).toBe(0)
      }
    }
  }
})

it('fused gradients lie within 1e-3 of those of tfjs, by norm, on any network', async () => {
  const [ours, theirs] = await Promise.all(['fused', 'tfjs-cpu'].map((id) => engineOf(id).start(host)))
  await fc.assert(
    fc.asyncProperty(anyNetwork, fc.integer({ min: 1, max: 150 }), async (network, rows) => {
      const random = Random.of(rows)
      const fresh = initialState(network, random, 0.2)
      const from = { ...fresh, weights: fresh.weights.map((weight) => weight + 0.3 * random.normal()) }
      const batch = randomBatch(network, rows, random)
      const [a, b] = await Promise.all([ours, theirs].map((engine) => gradientOf(engine, network, from, batch)))
      const norm = Math.sqrt(b.reduce((sum, slope) => sum + slope * slope, 0))
      const apart = Math.sqrt(b.reduce((sum, slope, i) => sum + (slope - a[i]) * (slope - a[i]), 0))
      expect(apart).toBeLessThanOrEqual(1e-3 * norm)
    }),
    { seed: 2, numRuns: 40 }
  )
})

it('the engines of our kernels and of tfjs on the processor start under Node', () => {
  expect(here.map(({ id }) => id)).toEqual(expect.arrayContaining(['fused', 'tfjs-wasm', 'tfjs-cpu']))
})

it.each(elsewhere)('$id says in one line that it cannot run under Node', async (kind) => {
  await expect(kind.start(host)).rejects.toThrow(/needs a browser|no relaxed SIMD|WebGPU is not available/)
})

/** Adam's first moment after one step is a tenth of the gradient. */
async function gradientOf(engine: Engine, network: Network, from: NetworkState, batch: Batch): Promise<Float32Array> {
  const trainee = engine.open(network, from)
  await trainee.train(batch, { rate: 0.01, l2: 0, lazy: false })
  const { firstMoment } = await trainee.state()
  trainee.dispose()
  return firstMoment.map((moment) => 10 * moment)
}

function mostApart(some: Float32Array, others: Float32Array): number {
  return some.reduce((most, value, i) => Math.max(most, Math.abs(value - others[i])), 0)
}

const anyNetwork: fc.Arbitrary<Network> = fc
  .record({
    numeric: fc.integer({ min: 0, max: 5 }),
    vocabularies: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
    wideVocabularies: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
    embedding: fc.integer({ min: 1, max: 5 }),
    wide: fc.boolean(),
    layers: fc.integer({ min: 1, max: 4 }),
    rank: fc.option(fc.integer({ min: 1, max: 4 })),
    parts: fc.constantFrom('cross', 'deep', 'both'),
    hidden: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
    arrangement: fc.constantFrom('parallel' as const, 'stacked' as const),
  })
  .map(({ numeric, vocabularies, wideVocabularies, embedding, wide, layers, rank, parts, hidden, arrangement }) => ({
    numeric,
    fields: [
      ...vocabularies.map((vocabulary, i) => ({ id: `e${i}`, vocabulary, embedded: true })),
      ...(wide ? wideVocabularies : []).map((vocabulary, i) => ({ id: `w${i}`, vocabulary, embedded: false })),
    ],
    embedding,
    wide,
    cross: parts === 'deep' ? null : { layers, rank },
    deep: parts === 'cross' ? null : { hidden, dropout: 0 },
    arrangement,
  }))
