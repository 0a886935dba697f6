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
    if (!network.cross && !network.deep && !network.pairs) return logit

    const x0 = [...numbers]
    network.fields.forEach((field, f) => {
      if (!field.embedded) return
      for (let i = 0; i < network.embedding; i++) x0.push(value('embedding', codes[f] * network.embedding + i))
    })
    if (network.pairs)
      for (let d = 0; d < network.embedding; d++) {
        const terms = numbers.map((number, i) => number * value('pairs/numeric', i * network.embedding + d))
        for (let i = network.numeric + d; i < x0.length; i += network.embedding) terms.push(x0[i])
        const sum = terms.reduce((total, term) => total + term, 0)
        logit += (sum * sum - terms.reduce((total, term) => total + term * term, 0)) / 2
      }
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

/** What `loss` of a trainee says of a batch, in float64: Σ w · log loss / Σ w. */
export function referenceLoss(network: Network, weights: Float32Array | Float64Array, batch: Batch): number {
  const losses = referenceLogits(network, weights, batch).map(
    (z, i) => weightOf(batch, i) * logLoss(z, batch.labels[i])
  )
  const total = losses.reduce((sum, _, i) => sum + weightOf(batch, i), 0)
  return losses.reduce((sum, loss) => sum + loss, 0) / total
}

/**
 * What a step of training goes down, in float64: the mean over rows of w · −(1 − p)^γ ln p, p the chance of the label that came
 * true and γ `focal`, plus ½λ‖w‖² over all but biases.
 */
export function referenceObjective(
  network: Network,
  weights: Float32Array | Float64Array,
  batch: Batch,
  { l2 = 0, focal = 0 }: { l2?: number; focal?: number } = {}
): number {
  const losses = referenceLogits(network, weights, batch).map((z, i) => {
    const loss = logLoss(z, batch.labels[i])
    return weightOf(batch, i) * Math.pow(-Math.expm1(-loss), focal) * loss
  })
  let penalty = 0
  for (const { name, offset, size } of parametersOf(network))
    if (name !== 'bias' && !name.endsWith('/b'))
      for (let i = offset; i < offset + size; i++) penalty += weights[i] * weights[i]
  return losses.reduce((sum, loss) => sum + loss, 0) / batch.rows + 0.5 * l2 * penalty
}

function weightOf({ weights }: Batch, row: number): number {
  return weights ? weights[row] : 1
}

function logLoss(logit: number, label: number): number {
  return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - label * logit
}
