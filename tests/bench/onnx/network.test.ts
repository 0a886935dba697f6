import { InferenceSession, Tensor, env } from 'onnxruntime-web'
import { expect, test } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { initialState } from '../../../src/core/networks/initial.ts'
import { networks, randomBatch } from '../../contracts/engine-suite.ts'
import { referenceLogits } from '../../contracts/reference.ts'
import { dcn, logistic, lowRank } from '../networks.ts'
import { onnxModel } from './network.ts'

const rows = 7

env.wasm.numThreads = 1

// The benchmark's peer scores no factorisation machine.
const told = Object.entries({ ...networks, dcn, lowRank, logistic }).filter(([, network]) => !network.pairs)

test.each(told)("onnxModel(%s) gives float64's logits within 1e-4 in onnxruntime-web", async (_name, network) => {
  const random = Random.of(7)
  const weights = initialState(network, random, 0.03).weights.map((weight) => weight + 0.05 * random.normal())
  const batch = randomBatch(network, rows, random)
  const session = await InferenceSession.create(onnxModel(network, weights), { executionProviders: ['wasm'] })
  const [fields, numbers] = [network.fields.length, network.numeric]
  const inputs = {
    ...(fields && { codes: new Tensor('int32', batch.codes.subarray(0, rows * fields), [rows, fields]) }),
    ...(numbers && { numeric: new Tensor('float32', batch.numeric.subarray(0, rows * numbers), [rows, numbers]) }),
  }
  const logits = (await session.run(inputs))[session.outputNames[0]].data as Float32Array
  await session.release()
  const expected = referenceLogits(network, weights, batch)
  expect(logits.length).toBe(rows)
  expected.forEach((logit, i) => expect(Math.abs(logits[i] - logit)).toBeLessThan(1e-4 * Math.max(1, Math.abs(logit))))
})
