import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch, Engine, NetworkState } from '../../src/core/engines/engine.ts'
import { engineOf, engines } from '../../src/core/engines/index.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { initialState } from '../../src/core/networks/initial.ts'
import { parametersOf, type Network } from '../../src/core/networks/network.ts'
import { nodeHost as host } from '../../src/headless/host.ts'
import { anyNetwork } from './any-network.ts'
import { logitErrorOf, lossCurve, measureContract, networks, randomBatch, stepped } from './engine-suite.ts'
import { referenceLogits, referenceLoss, referenceObjective } from './reference.ts'

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
      const { loss, expected, apart } = await gradientApart(await kind.start(host), networks[name], true, 0)
      expect(loss).toBeCloseTo(expected, 5)
      expect(apart).toBeLessThan(2e-4)
    }
  )

  it.each([0.5, 1, 2])('train follows the gradient of focal loss, and loss stays log loss: γ %f', async (focal) => {
    const engine = await kind.start(host)
    for (const name of ['contract', 'factorisation machine'])
      for (const weighted of [false, true]) {
        const { loss, expected, apart } = await gradientApart(engine, networks[name], weighted, focal)
        expect(loss).toBeCloseTo(expected, 5)
        expect(apart).toBeLessThan(2e-4)
      }
  })

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

  it('loss of rows with weights is Σ w · loss / Σ w, over batches too, and a weight of 0 takes a row out of the step', async () => {
    const network = networks['factorisation machine']
    const from = initialState(network, Random.of(2), 0.5)
    const engine = await kind.start(host)
    const trainee = engine.open(network, from)
    const whole = randomBatch(network, 200, Random.of(4))
    const weights = whole.labels.map((label, i) => (i < 90 ? (label ? 5 : 0.5) : 0))
    const first = { ...whole, rows: 90 }
    await trainee.train({ ...whole, weights }, { rate: 1e-12, l2: 0, lazy: false })
    expect(await trainee.loss()).toBeCloseTo(referenceLoss(network, from.weights, { ...first, weights }), 5)
    const gradient = (await trainee.state()).firstMoment
    const half = await gradientOf(engine, network, from, { ...first, weights })
    expect(
      mostApart(
        gradient.map((moment) => (10 * moment * 200) / 90),
        half
      )
    ).toBeLessThan(1e-5)
    await trainee.train({ ...whole, weights }, { rate: 1e-12, l2: 0, lazy: false })
    await trainee.train(first, { rate: 1e-12, l2: 0, lazy: false })
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const weighted = referenceLoss(network, from.weights, { ...whole, weights })
    const plain = referenceLoss(network, from.weights, first)
    expect(await trainee.loss()).toBeCloseTo((total * weighted + 90 * plain) / (total + 90), 5)
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

it('on a factorisation machine, too, every engine here follows the same loss curve within 1 % over 200 steps', async () => {
  const network = networks['factorisation machine']
  const curves = await Promise.all(here.map(async (kind) => lossCurve(await kind.start(host), 200, true, network)))
  expect(curves[0][19]).toBeLessThan(0.9 * curves[0][0])
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

/**
 * The loss of one step beside that of float64, and the largest |a − b| / max(1, |b|) between its gradient and central
 * differences of the float64 objective.
 */
async function gradientApart(engine: Engine, given: Network, weighted: boolean, focal: number) {
  const network: Network = { ...given, deep: given.deep && { ...given.deep, dropout: 0 } }
  const random = Random.of(21)
  const fresh = initialState(network, random, 0.2)
  const from = { ...fresh, weights: fresh.weights.map((weight) => weight + 0.3 * random.normal()) }
  const drawn = randomBatch(network, 6, random)
  const batch = weighted ? { ...drawn, weights: drawn.labels.map((label) => (label ? 2 : 0.5)) } : drawn
  const l2 = 0.02
  const trainee = engine.open(network, from)
  await trainee.train(batch, { rate: 0.01, l2, lazy: false, focal })
  const loss = await trainee.loss()
  const { firstMoment } = await trainee.state()
  trainee.dispose()
  const weights = Float64Array.from(from.weights)
  const step = 1e-5
  let apart = 0
  for (let i = 0; i < weights.length; i++) {
    const kept = weights[i]
    weights[i] = kept + step
    const above = referenceObjective(network, weights, batch, { l2, focal })
    weights[i] = kept - step
    const below = referenceObjective(network, weights, batch, { l2, focal })
    weights[i] = kept
    const gradient = (above - below) / (2 * step)
    apart = Math.max(apart, Math.abs(10 * firstMoment[i] - gradient) / Math.max(1, Math.abs(gradient)))
  }
  return { loss, expected: referenceLoss(network, from.weights, batch), apart }
}

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
