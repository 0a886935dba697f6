import type * as Tfjs from '@tensorflow/tfjs-core'
import { adamStep, BETA1, BETA2, EPSILON } from '../adam.ts'

/** Weights and both moments, flat, in the order of `parametersOf`. */
export interface Moving {
  readonly weights: Tfjs.Tensor
  readonly firstMoment: Tfjs.Tensor
  readonly secondMoment: Tfjs.Tensor
}

/** Adam's step number `step` (from 1), bias-corrected (Kingma & Ba 2015, algorithm 1). */
export function adam(tf: typeof Tfjs, from: Moving, gradient: Tfjs.Tensor, rate: number, step: number): Moving {
  const firstMoment = tf.add(tf.mul(from.firstMoment, BETA1), tf.mul(gradient, 1 - BETA1))
  const secondMoment = tf.add(tf.mul(from.secondMoment, BETA2), tf.mul(tf.mul(gradient, gradient), 1 - BETA2))
  const { size, spread } = adamStep(rate, step)
  const scaled = tf.add(tf.mul(tf.sqrt(secondMoment), spread), EPSILON)
  return { weights: tf.sub(from.weights, tf.div(tf.mul(firstMoment, size), scaled)), firstMoment, secondMoment }
}
