import { expect, it } from 'vitest'
import { engineOf } from '../../../../src/core/engines/index.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { initialState } from '../../../../src/core/networks/initial.ts'
import { nodeHost } from '../../../../src/headless/host.ts'
import { contractNetwork, randomBatch } from '../../../contracts/engine-suite.ts'

it('start says in one line that a machine has no SIMD', async () => {
  const unknown = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 99])
  const host = { ...nodeHost, kernels: () => Promise.resolve(unknown) }
  await expect(engineOf('fused').start(host)).rejects.toThrow(
    'no SIMD in the WebAssembly of this machine; TensorFlow.js runs without it'
  )
  await expect(engineOf('fused-relaxed').start(host)).rejects.toThrow(/^no relaxed SIMD/)
})

it('train refuses a batch larger than its memory has room for', async () => {
  const engine = await engineOf('fused').start(nodeHost)
  const trainee = engine.open(contractNetwork, initialState(contractNetwork, Random.of(1), 0.1))
  const batch = randomBatch(contractNetwork, 8193, Random.of(2))
  expect(() => trainee.train(batch, { rate: 0.01, l2: 0, lazy: true })).toThrow(
    'invalid batch: 8193 rows; expected at most 8192'
  )
})

it('a closed engine says that it is lost, and its networks that they cannot work', async () => {
  const engine = await engineOf('fused').start(nodeHost)
  const trainee = engine.open(contractNetwork, initialState(contractNetwork, Random.of(1), 0.1))
  const batch = randomBatch(contractNetwork, 3, Random.of(2))
  engine.dispose()
  expect(await engine.lost).toBe('the engine was closed')
  await expect(trainee.score(batch, new Float32Array(3), 0)).rejects.toMatchObject({ name: 'EngineLost' })
})

it('a score that waits gives the rows it was asked for, whatever is asked next', async () => {
  const engine = await engineOf('fused').start(nodeHost)
  const trainee = engine.open(contractNetwork, initialState(contractNetwork, Random.of(1), 0.1))
  const [first, second] = [
    randomBatch(contractNetwork, 90, Random.of(2)),
    randomBatch(contractNetwork, 90, Random.of(3)),
  ]
  const alone = [new Float32Array(90), new Float32Array(90)]
  await trainee.score(first, alone[0], 0)
  await trainee.score(second, alone[1], 0)
  const together = [new Float32Array(90), new Float32Array(90)]
  await Promise.all([trainee.score(first, together[0], 0), trainee.score(second, together[1], 0)])
  expect(together).toEqual(alone)
})

it('a closed network is let go by its engine, and says that it is closed', async () => {
  const engine = await engineOf('fused').start(nodeHost)
  const state = initialState(contractNetwork, Random.of(1), 0.1)
  const trainee = engine.open(contractNetwork, state)
  const other = engine.open(contractNetwork, state)
  const batch = randomBatch(contractNetwork, 3, Random.of(2))
  trainee.dispose()
  trainee.dispose()
  await expect(trainee.score(batch, new Float32Array(3), 0)).rejects.toThrow('this network is closed; open it again')
  await other.score(batch, new Float32Array(3), 0)
})

it('what dies out becomes zero and not subnormal, which is slow to multiply', async () => {
  const engine = await engineOf('fused').start(nodeHost)
  const state = initialState(contractNetwork, Random.of(1), 0.1)
  const faint = engine.open(contractNetwork, { ...state, weights: state.weights.map((weight) => weight * 1e-30) })
  await faint.train(randomBatch(contractNetwork, 64, Random.of(2)), { rate: 0.01, l2: 0, lazy: false })
  const { weights } = await faint.state()
  expect(weights.some((weight) => Math.abs(weight) > 1e-3)).toBe(true)
  expect(weights.filter((weight) => weight !== 0 && Math.abs(weight) < 1e-15)).toEqual(new Float32Array(0))
})
