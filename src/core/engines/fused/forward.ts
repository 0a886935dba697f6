import { addressesOf } from './addresses.ts'
import { foldedSteps, type Step } from './folded.ts'
import type { Kernels } from './kernels.ts'
import { four, type Layout, type Scratch } from './layout.ts'

/** Rows of a block, padded to what the products take. */
export function paddedRows(count: number): number {
  return (count + 7) & ~7
}

/** One pass forward of at most `BLOCK` rows of the batch in memory. */
export type Forward = (start: number, count: number, logits: number) => void

/**
 * A pass that keeps what the way back needs (`training`), or one that only scores. Logits go to the address given.
 * A hot loop: the closures are made once.
 */
export function forwardPass(
  kernels: Kernels,
  layout: Layout,
  scratch: Scratch,
  memory: Float32Array,
  training: boolean
): Forward {
  const { network, width, numericWide, embedded, rank, embedding, wideValues, zeros, masks } = layout
  const { numeric, wide } = network
  const fields = network.fields.length
  const addresses = addressesOf(layout)
  const { weight } = addresses
  const bias = weight('bias') / 4
  const crossLayers = network.cross?.layers ?? 0
  const stacked = network.arrangement === 'stacked'
  const last = lastCross(crossLayers, training)
  const steps: Step[] = []
  const looked = foldedSteps(kernels, layout, scratch, addresses)

  if (looked.cross) steps.push(looked.cross)
  for (let layer = looked.cross ? 1 : 0; layer < crossLayers; layer++) {
    const from = scratch.x[training ? layer : place(layer)]
    const to = scratch.x[training ? layer + 1 : place(layer + 1)]
    const b = weight(`cross/${layer}/b`)
    const low = scratch.low[layer]
    const thin = rank
      ? [low, rank, weight(`cross/${layer}/u`), rank]
      : [from, width, rank ? 0 : weight(`cross/${layer}/w`), width]
    const [a, lda, w, k] = thin
    const v = rank ? weight(`cross/${layer}/v`) : 0
    steps.push((rows) => {
      if (rank) kernels.product(from, width, v, zeros, low, rank, rows, rank, width)
      if (training)
        kernels.productCrossKept(a, lda, w, b, to, width, scratch.x[0], from, scratch.z[layer], rows, width, k)
      else kernels.productCross(a, lda, w, b, to, width, scratch.x[0], from, rows, width, k)
    })
  }
  const layers = hiddenLayers(layout, scratch, last)
  for (const [i, { from, lda, to, units }] of layers.entries()) {
    if (i === 0 && looked.deep) {
      steps.push(looked.deep)
      continue
    }
    const [w, b] = [weight(`deep/${i}/w`), weight(`deep/${i}/b`)]
    const mask = training && masks.length ? masks[i] : 0
    steps.push((rows, start) => {
      kernels.productRelu(from, lda, w, b, to, units, rows, units, lda)
      if (mask) kernels.dropout(to, mask + 4 * start * units, rows * units)
    })
  }
  const heads = headsOf(layout, scratch, last, stacked).map((head) => ({ ...head, w: weight(head.name) }))
  const wideNumeric = wide && numeric ? weight('wide/numeric') : 0
  const vectors = network.pairs && numeric ? weight('pairs/numeric') : 0
  const long = four(network.embedding)

  return (start, count, logits) => {
    const rows = paddedRows(count)
    const codes = layout.codes + 4 * start * fields
    const numbers = layout.numbers + 4 * start * numeric
    memory.fill(memory[bias], logits / 4, logits / 4 + count)
    if (wideNumeric) kernels.wideNumericForward(logits, numbers, numeric, wideNumeric, count)
    if (wideValues) kernels.wideForward(logits, codes, fields, wideValues.address, wideValues.stride, count)
    if (!width) return
    kernels.gather(
      scratch.x[0],
      width,
      numbers,
      numeric,
      numericWide,
      codes,
      fields,
      embedded,
      embedding?.address ?? 0,
      embedding?.stride ?? 0,
      embedding?.wide ?? 0,
      count,
      rows
    )
    for (let i = 0; i < steps.length; i++) steps[i](rows, start, count)
    for (let i = 0; i < heads.length; i++)
      kernels.headForward(heads[i].from, heads[i].n, heads[i].w, heads[i].n, logits, count)
    if (network.pairs)
      kernels.pairsForward(scratch.x[0], width, numeric, numericWide, vectors, embedded, long, logits, count)
  }

  /** While scoring, the vectors after x₀ take turns in two places. */
  function place(layer: number): number {
    return layer === 0 ? 0 : 1 + ((layer - 1) % 2)
  }

  function lastCross(layer: number, kept: boolean): number {
    return scratch.x[kept ? layer : place(layer)]
  }
}

/** Input and output of each hidden layer. */
export function hiddenLayers({ network, width }: Layout, scratch: Scratch, crossed: number) {
  let from = network.arrangement === 'stacked' ? crossed : scratch.x[0]
  let lda = width
  return (network.deep?.hidden ?? []).map((count, i) => {
    const units = four(count)
    const layer = { from, lda, to: scratch.hidden[i], units }
    from = layer.to
    lda = units
    return layer
  })
}

/** What the logit reads: the last crossed vector, the last hidden layer, or both. */
export function headsOf({ network, width }: Layout, scratch: Scratch, crossed: number, stacked: boolean) {
  const hidden = network.deep?.hidden.length ?? 0
  const heads: { name: string; from: number; n: number }[] = []
  if (network.cross && !(stacked && network.deep)) heads.push({ name: 'head/cross', from: crossed, n: width })
  if (network.deep) {
    const units = four(network.deep.hidden[hidden - 1])
    heads.push({ name: 'head/deep', from: scratch.hidden[hidden - 1], n: units })
  }
  return heads
}
