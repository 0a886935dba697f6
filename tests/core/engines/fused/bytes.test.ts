import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { engineOf } from '../../../../src/core/engines/index.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { initialState } from '../../../../src/core/networks/initial.ts'
import { nodeHost } from '../../../../src/headless/host.ts'
import { lossCurve, networks, randomBatch, stepped } from '../../../contracts/engine-suite.ts'

const engine = await engineOf('fused').start(nodeHost)

it.each([
  ['contract', 'd72111d1ea94f733'],
  ['wide alone', '6dfcad96440a27ae'],
  ['stacked, low rank', '2657a4e199e78102'],
  ['everything, wide crosses too', '79a6b536b289b865'],
])('a training step on log loss gives the bytes it has always given: %s', async (name, digest) => {
  const hash = createHash('sha256')
  for (const lazy of [true, false]) {
    const { weights, firstMoment, secondMoment } = await stepped(engine, networks[name], lazy)
    for (const part of [weights, firstMoment, secondMoment]) hash.update(part)
  }
  expect(hash.digest('hex').slice(0, 16)).toBe(digest)
})

it('its loss curve is what it has always been, and so are steps on weighted rows', async () => {
  const network = networks['wide alone']
  const trainee = engine.open(network, initialState(network, Random.of(2), 0.5))
  const batch = randomBatch(network, 90, Random.of(3))
  const weights = batch.labels.map((label) => (label ? 3 : 0.25))
  for (let i = 0; i < 5; i++) await trainee.train({ ...batch, weights }, { rate: 0.01, l2: 0, lazy: true })
  const hash = createHash('sha256')
  hash.update(Float64Array.from(await lossCurve(engine, 60)))
  hash.update((await trainee.state()).weights)
  expect(hash.digest('hex').slice(0, 16)).toBe('5ff48f720509548f')
})
