import type { Batch } from '../../src/core/engines/engine.ts'
import { inputWidth, parametersOf, type Network } from '../../src/core/networks/network.ts'

/** Logits of a batch in float64, written as the equations read: what every engine is held against. */
export function referenceLogits(network: Network, weights: Float32Array | Float64Array, batch: Batch): number[] {
  const at = new Map(parametersOf(network).map((parameter) => [parameter.name, parameter]))
  const value = (name: string, i: number): number => weights[(at.get(name)?.offset ?? NaN) + i]
  const width = inputWidth(network)
  const fields = network.fields.length

  function product(x: readonly number[], name: string, columns: number): number[] {
    return Array.from({ length: columns }, (_, j) =>
      x.reduce((sum, xi, i) => sum + xi * value(name, i * columns + j), 0)
    )
  }

  return Array.from({ length: batch.rows }, (_, row) => {
    const numbers = Array.from({ length: network.numeric }, (_, i) => batch.numeric[row * network.numeric + i])
    const codes = Array.from({ length: fields }, (_, f) => batch.codes[row * fields + f])
    let logit = value('bias', 0)
    if (network.wide) {
      numbers.forEach((number, i) => (logit += number * value('wide/numeric', i)))
      for (const code of codes) logit += value('wide/values', code)
    }
    if (!network.cross && !network.deep) return logit

    const x0 = [...numbers]
    network.fields.forEach((field, f) => {
      if (!field.embedded) return
      for (let i = 0; i < network.embedding; i++) x0.push(value('embedding', codes[f] * network.embedding + i))
    })
    let x = x0
    for (let layer = 0; layer < (network.cross?.layers ?? 0); layer++) {
      const rank = network.cross?.rank
      const mixed = rank
        ? product(product(x, `cross/${layer}/v`, rank), `cross/${layer}/u`, width)
        : product(x, `cross/${layer}/w`, width)
      x = x.map((xi, i) => x0[i] * (mixed[i] + value(`cross/${layer}/b`, i)) + xi)
    }
    if (at.has('head/cross')) x.forEach((xi, i) => (logit += xi * value('head/cross', i)))
    if (network.deep) {
      let hidden = network.arrangement === 'stacked' ? x : x0
      network.deep.hidden.forEach((units, layer) => {
        const sums = product(hidden, `deep/${layer}/w`, units)
        hidden = sums.map((sum, j) => Math.max(0, sum + value(`deep/${layer}/b`, j)))
      })
      hidden.forEach((h, j) => (logit += h * value('head/deep', j)))
    }
    return logit
  })
}

/** Mean log loss of a batch plus ½λ‖w‖² over all but biases, in float64. */
export function referenceLoss(network: Network, weights: Float32Array | Float64Array, batch: Batch, l2 = 0): number {
  const logits = referenceLogits(network, weights, batch)
  const losses = logits.map((z, i) => {
    const weight = batch.weights ? batch.weights[i] : 1
    return weight * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - batch.labels[i] * z)
  })
  let penalty = 0
  for (const { name, offset, size } of parametersOf(network))
    if (name !== 'bias' && !name.endsWith('/b'))
      for (let i = offset; i < offset + size; i++) penalty += weights[i] * weights[i]
  return losses.reduce((sum, loss) => sum + loss, 0) / batch.rows + 0.5 * l2 * penalty
}
