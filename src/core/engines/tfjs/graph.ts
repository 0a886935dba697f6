import type * as Tfjs from '@tensorflow/tfjs-core'
import type { Network } from '../../networks/network.ts'
import { lookup } from './kernels.ts'
import { pairsBackward, pairsOf, type Pairs } from './pairs.ts'

type Tf = typeof Tfjs
type Tensor = Tfjs.Tensor

/** Parameters, or their gradients, by the names of `parametersOf`. */
export type Tensors = Record<string, Tensor>

export interface Inputs {
  readonly rows: number
  /** [rows, numeric]; null where a row has no numbers. */
  readonly numeric: Tensor | null
  /** Global codes of every field, [rows · fields]; null where nothing is looked up. */
  readonly codes: Tensor | null
  /** Those of the embedded fields, [rows · embedded]. */
  readonly embeddedCodes: Tensor | null
}

/** What the backward pass needs of the forward one. */
export interface Pass {
  readonly logits: Tensor
  /** x₀ and the output of every cross layer, [rows, width]. */
  readonly crossed: readonly Tensor[]
  /** W x + b of every cross layer, and x V where the rank is low. */
  readonly mixed: readonly { readonly z: Tensor; readonly low: Tensor | null }[]
  /** Input of the deep part and the output of every hidden layer. */
  readonly hidden: readonly Tensor[]
  readonly pairs: Pairs | null
}

/** Logits [rows, 1] of a batch. `masks` are the dropout masks of the hidden layers, null when scoring. */
export function forward(
  tf: Tf,
  network: Network,
  weights: Tensors,
  inputs: Inputs,
  masks: readonly Tensor[] | null
): Pass {
  const x0 = network.cross || network.deep || network.pairs ? inputOf(tf, weights, inputs) : null
  const crossed = x0 ? [x0] : []
  const mixed: { z: Tensor; low: Tensor | null }[] = []
  for (let layer = 0; x0 && layer < (network.cross?.layers ?? 0); layer++) {
    const x = crossed[layer]
    const low = network.cross?.rank ? tf.matMul(x, weights[`cross/${layer}/v`]) : null
    const product = low ? tf.matMul(low, weights[`cross/${layer}/u`]) : tf.matMul(x, weights[`cross/${layer}/w`])
    const z = tf.add(product, weights[`cross/${layer}/b`])
    mixed.push({ z, low })
    crossed.push(tf.add(tf.mul(x0, z), x))
  }
  const hidden: Tensor[] = []
  if (network.deep) hidden.push(network.arrangement === 'stacked' ? crossed[crossed.length - 1] : crossed[0])
  for (let layer = 0; layer < (network.deep?.hidden.length ?? 0); layer++) {
    const sum = tf.add(tf.matMul(hidden[layer], weights[`deep/${layer}/w`]), weights[`deep/${layer}/b`])
    const active = tf.relu(sum)
    hidden.push(masks ? tf.mul(active, masks[layer]) : active)
  }
  const terms: Tensor[] = []
  if (network.wide && inputs.numeric) terms.push(tf.matMul(inputs.numeric, column(tf, weights['wide/numeric'])))
  if (network.wide && inputs.codes) {
    const values = lookup(tf, weights['wide/values'], inputs.codes)
    terms.push(tf.sum(tf.reshape(values, [inputs.rows, network.fields.length]), 1, true))
  }
  if (weights['head/cross']) terms.push(tf.matMul(crossed[crossed.length - 1], column(tf, weights['head/cross'])))
  if (weights['head/deep']) terms.push(tf.matMul(hidden[hidden.length - 1], column(tf, weights['head/deep'])))
  const pairs = network.pairs && x0 ? pairsOf(tf, network, weights['pairs/numeric'], x0) : null
  if (pairs) terms.push(pairs.term)
  const total = terms.reduce((sum, term) => tf.add(sum, term), tf.zeros([inputs.rows, 1]) as Tensor)
  return { logits: tf.add(total, weights.bias), crossed, mixed, hidden, pairs }
}

/** Gradient of Σ slope · logit for every parameter, slope [rows, 1]. Transposes are made, not flagged: see `transposed`. */
export function backward(
  tf: Tf,
  network: Network,
  weights: Tensors,
  inputs: Inputs,
  masks: readonly Tensor[] | null,
  pass: Pass,
  slope: Tensor
): Tensors {
  const { crossed, mixed, hidden } = pass
  const gradients: Tensors = { bias: tf.sum(slope) }
  const across = tf.reshape(slope, [1, inputs.rows])
  const ones = tf.ones([1, inputs.rows])
  const transposed = transposer(tf)
  if (network.wide && inputs.numeric) gradients['wide/numeric'] = tf.matMul(across, inputs.numeric)
  if (network.wide && inputs.codes) {
    const each = tf.reshape(tf.tile(slope, [1, network.fields.length]), [-1]) as Tfjs.Tensor1D
    const values = weights['wide/values'].shape[0]
    gradients['wide/values'] = tf.unsortedSegmentSum(each, inputs.codes as Tfjs.Tensor1D, values)
  }
  if (!crossed.length) return gradients

  let below: Tensor | null = null
  if (network.deep) {
    const last = hidden.length - 1
    gradients['head/deep'] = tf.matMul(across, hidden[last])
    below = tf.mul(slope, tf.reshape(weights['head/deep'], [1, -1]))
    for (let layer = last - 1; layer >= 0; layer--) {
      const open = tf.step(hidden[layer + 1])
      const sum: Tensor = tf.mul(below, masks ? tf.mul(open, masks[layer]) : open)
      gradients[`deep/${layer}/w`] = tf.matMul(transposed(hidden[layer]), sum)
      gradients[`deep/${layer}/b`] = tf.matMul(ones, sum)
      below = tf.matMul(sum, transposed(weights[`deep/${layer}/w`]))
    }
  }

  const stacked = network.arrangement === 'stacked' && network.deep !== null
  const layers = crossed.length - 1
  let out: Tensor | null = stacked ? below : null
  if (weights['head/cross']) {
    gradients['head/cross'] = tf.matMul(across, crossed[layers])
    out = tf.mul(slope, tf.reshape(weights['head/cross'], [1, -1]))
  }
  let toInput: Tensor | null = stacked ? null : below
  for (let layer = layers - 1; out && layer >= 0; layer--) {
    const { z, low } = mixed[layer]
    const slopeZ: Tensor = tf.mul(out, crossed[0])
    const direct: Tensor = tf.mul(out, z)
    toInput = toInput ? tf.add(toInput, direct) : direct
    gradients[`cross/${layer}/b`] = tf.matMul(ones, slopeZ)
    if (low) {
      gradients[`cross/${layer}/u`] = tf.matMul(transposed(low), slopeZ)
      const slopeLow: Tensor = tf.matMul(slopeZ, transposed(weights[`cross/${layer}/u`]))
      gradients[`cross/${layer}/v`] = tf.matMul(transposed(crossed[layer]), slopeLow)
      out = tf.add(out, tf.matMul(slopeLow, transposed(weights[`cross/${layer}/v`])))
    } else {
      gradients[`cross/${layer}/w`] = tf.matMul(transposed(crossed[layer]), slopeZ)
      out = tf.add(out, tf.matMul(slopeZ, transposed(weights[`cross/${layer}/w`])))
    }
  }
  const input = out && toInput ? tf.add(out, toInput) : (out ?? toInput)
  const paired = pass.pairs ? pairsBackward(tf, network, pass.pairs, crossed[0], slope) : null
  if (paired?.numbers) gradients['pairs/numeric'] = paired.numbers
  if (inputs.embeddedCodes) {
    const { numeric, embedding } = network
    const width = crossed[0].shape[1] as number
    const embedded = input ? tf.slice(input, [0, numeric], [inputs.rows, width - numeric]) : null
    const slopes = embedded && paired?.embedded ? tf.add(embedded, paired.embedded) : (embedded ?? paired?.embedded)
    const each = tf.reshape(slopes as Tensor, [-1, embedding])
    const values = weights.embedding.shape[0]
    gradients.embedding = tf.unsortedSegmentSum(each, inputs.embeddedCodes as Tfjs.Tensor1D, values)
  }
  return gradients
}

function inputOf(tf: Tf, weights: Tensors, inputs: Inputs): Tensor {
  const parts: Tensor[] = inputs.numeric ? [inputs.numeric] : []
  if (inputs.embeddedCodes) {
    const looked = lookup(tf, weights.embedding, inputs.embeddedCodes)
    parts.push(tf.reshape(looked, [inputs.rows, -1]))
  }
  return parts.length === 1 ? parts[0] : tf.concat(parts, 1)
}

function column(tf: Tf, vector: Tensor): Tensor {
  return tf.reshape(vector, [-1, 1])
}

/**
 * A transpose made once for each tensor. On wasm a product of plain matrices takes XNNPACK's path, ten times as fast
 * as the one that tfjs takes when asked to transpose on the fly.
 */
function transposer(tf: Tf): (matrix: Tensor) => Tensor {
  const made = new Map<Tensor, Tensor>()
  return (matrix) => {
    const known = made.get(matrix) ?? tf.transpose(matrix)
    made.set(matrix, known)
    return known
  }
}
