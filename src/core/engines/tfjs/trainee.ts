import type * as Tfjs from '@tensorflow/tfjs-core'
import type { Random } from '../../kernel/random.ts'
import { isBias, parametersOf, type Network } from '../../networks/network.ts'
import type { Batch, NetworkState, StepSettings, Trainee } from '../engine.ts'
import { totalWeight } from '../batch-weight.ts'
import { drawMask } from '../dropout.ts'
import { adam, type Moving } from './adam.ts'
import { backward, forward, type Inputs, type Tensors } from './graph.ts'
import { part } from './kernels.ts'
import { lossOf } from './loss.ts'
import { touchedParameters } from './touched.ts'

type Tf = typeof Tfjs
type Tensor = Tfjs.Tensor

/** A backend at work: makes itself the current one, says when it is lost, waits for its device. */
export interface Device {
  readonly tf: Tf
  /** Makes this backend the current one. @throws the reason once it is lost */
  enter(): void
  read(tensor: Tensor): Promise<Float32Array>
  /** Training steps after which to wait for the device, so that a stop is not behind a long queue; 0 never waits. */
  readonly queue: number
}

export function openTrainee(device: Device, network: Network, from: NetworkState, random: Random): Trainee {
  const { tf } = device
  const parameters = parametersOf(network)
  const size = from.weights.length
  const embedded = network.fields.filter((field) => field.embedded).length
  const dropout = network.deep?.dropout ?? 0
  const chance = random.stream('dropout')
  let step = from.step
  let queued = 0
  let lossWeight = 0

  device.enter()
  // Copied, because some backends keep the array they are given.
  let moving: Moving = {
    weights: tf.tensor1d(from.weights.slice()),
    firstMoment: tf.tensor1d(from.firstMoment.slice()),
    secondMoment: tf.tensor1d(from.secondMoment.slice()),
  }
  let lossSum: Tensor = tf.scalar(0)
  let penalised: Tensor | null = null
  const touched = touchedParameters(network)

  function named(): Tensors {
    return Object.fromEntries(
      parameters
        .filter((parameter) => parameter.size > 0)
        .map(({ name, shape, offset }) => [name, part(tf, moving.weights, offset, shape)])
    )
  }

  function inputsOf(batch: Batch): Inputs {
    const { rows } = batch
    const fields = network.fields.length
    const numeric = network.numeric
      ? tf.tensor2d(batch.numeric.subarray(0, rows * network.numeric), [rows, network.numeric])
      : null
    if (!fields) return { rows, numeric, codes: null, embeddedCodes: null }
    const codes = tf.tensor2d(batch.codes.subarray(0, rows * fields), [rows, fields], 'int32')
    const flat = tf.reshape(codes, [-1])
    const some = embedded && embedded < fields ? tf.reshape(tf.slice(codes, [0, 0], [rows, embedded]), [-1]) : flat
    return { rows, numeric, codes: flat, embeddedCodes: embedded ? some : null }
  }

  /** 0 with probability `dropout`, else what keeps the mean; drawn by step, so a resumed run draws the same. */
  function masksOf(rows: number): Tensor[] | null {
    if (!dropout || !network.deep) return null
    chance.at(step)
    return network.deep.hidden.map((units) => {
      const mask = new Float32Array(rows * units)
      drawMask(mask, { from: 0, rows, units, stride: units }, dropout, chance)
      return tf.tensor2d(mask, [rows, units])
    })
  }

  function penaltyMask(): Tensor {
    const mask = new Float32Array(size)
    for (const { name, offset, size: length } of parameters) if (!isBias(name)) mask.fill(1, offset, offset + length)
    return tf.keep(tf.tensor1d(mask))
  }

  function gradientOf(batch: Batch, focal: number): { gradient: Tensor; loss: Tensor } {
    const { rows } = batch
    const weights = named()
    const inputs = inputsOf(batch)
    const masks = masksOf(rows)
    const pass = forward(tf, network, weights, inputs, masks)
    const labels = tf.tensor2d(batch.labels.subarray(0, rows), [rows, 1])
    const rowWeights = batch.weights ? tf.tensor2d(batch.weights.subarray(0, rows), [rows, 1]) : null
    const weigh = (values: Tensor): Tensor => (rowWeights ? tf.mul(values, rowWeights) : values)
    const { losses, slopes } = lossOf(tf, pass.logits, labels, focal)
    const slope = weigh(tf.mul(slopes, 1 / rows))
    const gradients = backward(tf, network, weights, inputs, masks, pass, slope)
    const parts = parameters
      .filter((parameter) => parameter.size > 0)
      .map(({ name, size: length }) => (gradients[name] ? tf.reshape(gradients[name], [-1]) : tf.zeros([length])))
    return { gradient: tf.concat(parts), loss: tf.sum(weigh(losses)) }
  }

  /** Lazy Adam: what no row of the batch reads stays as it was. */
  function onlyTouched(batch: Batch, moved: Moving): Moving {
    const mask = tf.tensor1d(touched(batch), 'bool')
    return {
      weights: tf.where(mask, moved.weights, moving.weights),
      firstMoment: tf.where(mask, moved.firstMoment, moving.firstMoment),
      secondMoment: tf.where(mask, moved.secondMoment, moving.secondMoment),
    }
  }

  async function settle(): Promise<void> {
    queued = 0
    await device.read(lossSum)
  }

  return {
    train(batch: Batch, { rate, l2, lazy, focal = 0 }: StepSettings) {
      device.enter()
      const before = [moving.weights, moving.firstMoment, moving.secondMoment, lossSum]
      const after = tf.tidy(() => {
        const { gradient, loss } = gradientOf(batch, focal)
        penalised ??= l2 ? penaltyMask() : null
        const whole = l2 && penalised ? tf.add(gradient, tf.mul(tf.mul(moving.weights, penalised), l2)) : gradient
        const moved = adam(tf, moving, whole, rate, step + 1)
        return { ...(lazy ? onlyTouched(batch, moved) : moved), lossSum: tf.add(lossSum, loss) }
      })
      for (const tensor of before) tensor.dispose()
      moving = { weights: after.weights, firstMoment: after.firstMoment, secondMoment: after.secondMoment }
      lossSum = after.lossSum
      step++
      lossWeight += totalWeight(batch)
      if (device.queue && ++queued >= device.queue) return settle()
    },

    async loss() {
      if (!lossWeight) return NaN
      device.enter()
      const weight = lossWeight
      const spent = lossSum
      lossSum = tf.scalar(0)
      lossWeight = 0
      queued = 0
      const [sum] = await device.read(spent)
      spent.dispose()
      return sum / weight
    },

    async score(batch: Batch, logits: Float32Array, at: number) {
      device.enter()
      const out = tf.tidy(() => forward(tf, network, named(), inputsOf(batch), null).logits)
      try {
        logits.set(await device.read(out), at)
      } finally {
        out.dispose()
      }
    },

    async state() {
      device.enter()
      const taken = step
      const { weights, firstMoment, secondMoment } = moving
      // Cloned: a training step while the device is read would dispose of them.
      const clones = [weights, firstMoment, secondMoment].map((tensor) => tf.clone(tensor))
      try {
        const [w, m, v] = await Promise.all(clones.map((tensor) => device.read(tensor)))
        return { weights: w.slice(), firstMoment: m.slice(), secondMoment: v.slice(), step: taken }
      } finally {
        for (const clone of clones) clone.dispose()
      }
    },

    dispose() {
      for (const tensor of [moving.weights, moving.firstMoment, moving.secondMoment, lossSum]) tensor.dispose()
      penalised?.dispose()
    },
  }
}
