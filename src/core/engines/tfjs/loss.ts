import type * as Tfjs from '@tensorflow/tfjs-core'

type Tensor = Tfjs.Tensor

/**
 * Log loss of each row and the slope of what is trained on at its logit, [rows, 1]: of log loss, or where `focal` is γ > 0 of
 * −q^γ ln p, whose slope is ±q^γ (γ p ln p − q), p the chance of the label that came true and q = 1 − p.
 */
export function lossOf(
  tf: typeof Tfjs,
  logits: Tensor,
  labels: Tensor,
  focal: number
): { losses: Tensor; slopes: Tensor } {
  const losses = tf.sub(tf.softplus(logits), tf.mul(labels, logits))
  const slopes = tf.sub(tf.sigmoid(logits), labels)
  if (!focal) return { losses, slopes }
  const sign = tf.sub(tf.mul(labels, 2), 1)
  const towards = tf.mul(sign, logits)
  const chance = tf.sigmoid(towards)
  const inner = tf.add(tf.mul(tf.mul(chance, losses), focal), tf.sigmoid(tf.neg(towards)))
  const hardness = tf.exp(tf.mul(tf.softplus(towards), -focal))
  return { losses, slopes: tf.neg(tf.mul(tf.mul(sign, hardness), inner)) }
}
