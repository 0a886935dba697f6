import type { NetworkState } from './state.ts'
import { logit } from '../kernel/math.ts'
import type { Random } from '../kernel/random.ts'
import { parametersOf, sizeOf, type Network } from './network.ts'

/** Larger embeddings saturate the cross layers, which multiply them by one another, in the first steps. */
const EMBEDDING_SD = 0.05

/**
 * Fresh weights, each parameter from a stream of its own name: embeddings and the vectors of numbers N(0, 0.05²), hidden layers after He et al.
 * (2015), cross layers and heads after Glorot & Bengio (2010), wide weights and biases 0, and the output bias at the
 * log odds of `priorRate`, so that the first prediction is the base rate: nearly so where `headScale` makes the heads small, as a training too
 * short to unlearn them wants it.
 */
export function initialState(network: Network, random: Random, priorRate: number, headScale = 1): NetworkState {
  const size = sizeOf(network)
  const weights = new Float32Array(size)
  for (const { name, shape, offset, size: length } of parametersOf(network)) {
    const sd = spreadOf(name, shape) * (name.startsWith('head/') ? headScale : 1)
    if (!sd) continue
    const values = weights.subarray(offset, offset + length)
    random.stream(name).normals(values)
    for (let i = 0; i < length; i++) values[i] *= sd
  }
  weights[0] = logit(Math.min(1 - 1e-6, Math.max(1e-6, priorRate)))
  return { weights, firstMoment: new Float32Array(size), secondMoment: new Float32Array(size), step: 0 }
}

function spreadOf(name: string, shape: readonly number[]): number {
  if (name === 'embedding' || name === 'pairs/numeric') return EMBEDDING_SD
  if (name.startsWith('head/')) return Math.sqrt(2 / (shape[0] + 1))
  if (shape.length < 2) return 0
  return name.startsWith('deep/') ? Math.sqrt(2 / shape[0]) : Math.sqrt(2 / (shape[0] + shape[1]))
}
