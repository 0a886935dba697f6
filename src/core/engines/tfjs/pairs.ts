import type * as Tfjs from '@tensorflow/tfjs-core'
import type { Network } from '../../networks/network.ts'

type Tf = typeof Tfjs
type Tensor = Tfjs.Tensor

/** The vectors of a row's inputs, numbers first, each times its input: [rows, inputs, embedding], and their sum over inputs. */
export interface Pairs {
  readonly vectors: Tensor
  readonly sum: Tensor
}

/** ½ Σ_d ((Σ_i t_id)² − Σ_i t_id²) of every row, [rows, 1] (Rendle 2010, lemma 3.1). `x0` is [rows, width]. */
export function pairsOf(
  tf: Tf,
  { numeric, embedding }: Network,
  numberVectors: Tensor | undefined,
  x0: Tensor
): Pairs & { readonly term: Tensor } {
  const [rows, width] = x0.shape as [number, number]
  const parts: Tensor[] = []
  if (numberVectors) {
    const numbers = tf.slice(x0, [0, 0], [rows, numeric])
    parts.push(tf.mul(tf.reshape(numbers, [rows, numeric, 1]), tf.reshape(numberVectors, [1, numeric, embedding])))
  }
  if (width > numeric) {
    const embedded = tf.slice(x0, [0, numeric], [rows, width - numeric])
    parts.push(tf.reshape(embedded, [rows, -1, embedding]))
  }
  const vectors = parts.length === 1 ? parts[0] : tf.concat(parts, 1)
  const sum = tf.sum(vectors, 1)
  const squares = tf.sum(tf.mul(vectors, vectors), 1)
  return { vectors, sum, term: tf.mul(tf.sum(tf.sub(tf.mul(sum, sum), squares), 1, true), 0.5) }
}

/**
 * Gradients of Σ slope · term, slope [rows, 1]: of the numbers' vectors, [numeric, embedding], and of the embeddings' part of
 * x₀, [rows, width − numeric]; null of what there is none of.
 */
export function pairsBackward(
  tf: Tf,
  { numeric }: Network,
  { vectors, sum }: Pairs,
  x0: Tensor,
  slope: Tensor
): { numbers: Tensor | null; embedded: Tensor | null } {
  const [rows, inputs, embedding] = vectors.shape as [number, number, number]
  const others = tf.sub(tf.reshape(sum, [rows, 1, embedding]), vectors)
  const each = tf.mul(others, tf.reshape(slope, [rows, 1, 1]))
  const fields = inputs - numeric
  const numbers = (): Tensor => {
    const values = tf.reshape(tf.slice(x0, [0, 0], [rows, numeric]), [rows, numeric, 1])
    return tf.sum(tf.mul(tf.slice(each, [0, 0, 0], [rows, numeric, embedding]), values), 0)
  }
  return {
    numbers: numeric ? numbers() : null,
    embedded: fields
      ? tf.reshape(tf.slice(each, [0, numeric, 0], [rows, fields, embedding]), [rows, fields * embedding])
      : null,
  }
}
