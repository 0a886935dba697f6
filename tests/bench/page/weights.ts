import type { Batch, NetworkState } from '../../../src/core/engines/engine.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { initialState } from '../../../src/core/networks/initial.ts'
import type { Network } from '../../../src/core/networks/network.ts'
import { referenceLogits } from '../../contracts/reference.ts'

const CHECKED_ROWS = 64
const TOLERANCE = 1e-4

/** Weights with no term of the logit idle. */
export function scoredState(network: Network): NetworkState {
  const state = initialState(network, Random.of(3), 0.03)
  const noise = new Float32Array(state.weights.length)
  Random.of(4).normals(noise)
  return { ...state, weights: state.weights.map((weight, i) => weight + 0.03 * noise[i]) }
}

/** A peer that computes something else is no peer. @throws where logits differ from float64's */
export function checkLogits(network: Network, weights: Float32Array, batch: Batch, logits: ArrayLike<number>): void {
  const expected = referenceLogits(network, weights, { ...batch, rows: Math.min(batch.rows, CHECKED_ROWS) })
  const error = Math.max(...expected.map((logit, i) => Math.abs(logits[i] - logit) / Math.max(1, Math.abs(logit))))
  if (!(error < TOLERANCE)) throw new Error(`logits are off by ${error.toPrecision(3)}; expected below ${TOLERANCE}`)
}
