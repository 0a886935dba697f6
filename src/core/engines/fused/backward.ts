import { addressesOf } from './addresses.ts'
import { headsOf, hiddenLayers, paddedRows } from './forward.ts'
import type { Kernels } from './kernels.ts'
import { four, type Layout, type Scratch } from './layout.ts'

/**
 * The way back of a block that has just gone forward: adds to the dense gradients of a slice (at `gradients`, in bytes), and writes
 * the gradient of x₀ to the batch's own rows. The closures are made once.
 */
export function backwardPass(kernels: Kernels, layout: Layout, scratch: Scratch, memory: Float32Array) {
  const { network, width, numericWide, embedded, rank, zeros, masks, inputGradient } = layout
  const { numeric, wide } = network
  const { weight, transposed, offset } = addressesOf(layout)
  const crossLayers = network.cross?.layers ?? 0
  const stacked = network.arrangement === 'stacked'
  const crossed = scratch.x[crossLayers]
  const layers = hiddenLayers(layout, scratch, crossed)
  const heads = headsOf(layout, scratch, crossed, stacked)
  const steps: ((rows: number, start: number, slope: number, gradients: number) => void)[] = []
  const intoInput = (start: number): number => inputGradient + 4 * start * width

  const deepHead = heads.find(({ name }) => name === 'head/deep')
  if (deepHead) {
    const w = weight('head/deep')
    const dw = offset('head/deep')
    const { from, n } = deepHead
    const dh = scratch.dhidden[(layers.length - 1) % 2]
    steps.push((rows, _start, slope, gradients) =>
      kernels.headBackward(from, n, slope, w, gradients + dw, dh, n, rows, n)
    )
  }
  for (let i = layers.length - 1; i >= 0; i--) {
    const { from, lda, to, units } = layers[i]
    const dh = scratch.dhidden[i % 2]
    const below = i > 0 ? scratch.dhidden[(i - 1) % 2] : stacked && crossLayers ? scratch.out : 0
    const [dw, db, wt] = [offset(`deep/${i}/w`), offset(`deep/${i}/b`), transposed(`deep/${i}/w`)]
    const mask = masks.length ? masks[i] : 0
    steps.push((rows, start, _slope, gradients) => {
      kernels.reluBackward(dh, to, mask && mask + 4 * start * units, gradients + db, rows, units)
      kernels.productOuter(from, lda, dh, units, gradients + dw, rows, units, lda)
      kernels.product(dh, units, wt, zeros, below || intoInput(start), lda, rows, lda, units)
    })
  }
  const crossHead = heads.find(({ name }) => name === 'head/cross')
  if (crossHead) {
    const w = weight('head/cross')
    const dw = offset('head/cross')
    steps.push((rows, _start, slope, gradients) =>
      kernels.headBackward(crossed, width, slope, w, gradients + dw, scratch.out, width, rows, width)
    )
  }
  const deepReachesInput = layers.length > 0 && !(stacked && crossLayers)
  for (let layer = crossLayers - 1; layer >= 0; layer--) {
    const { x, z, out, dz, dlow } = scratch
    const fresh = layer === crossLayers - 1 && !deepReachesInput
    const one = layer === 0 ? 1 : 0
    const from = x[layer]
    const low = scratch.low[layer]
    const db = offset(`cross/${layer}/b`)
    const [w, u, v] = ['w', 'u', 'v'].map((side) => {
      const name = `cross/${layer}/${side}`
      return (rank === 0) === (side === 'w') ? { dw: offset(name), wt: transposed(name) } : { dw: 0, wt: 0 }
    })
    steps.push((rows, start, _slope, gradients) => {
      const input = intoInput(start)
      const to = layer === 0 ? input : out
      kernels.crossBackward(out, x[0], z[layer], dz, input, gradients + db, rows, width, one, fresh)
      if (rank) {
        kernels.productOuter(low, rank, dz, width, gradients + u.dw, rows, width, rank)
        kernels.product(dz, width, u.wt, zeros, dlow, rank, rows, rank, width)
        kernels.productOuter(from, width, dlow, rank, gradients + v.dw, rows, rank, width)
        kernels.productPlus(dlow, rank, v.wt, to, width, rows, width, rank)
      } else {
        kernels.productOuter(from, width, dz, width, gradients + w.dw, rows, width, width)
        kernels.productPlus(dz, width, w.wt, to, width, rows, width, width)
      }
    })
  }
  if (network.pairs) {
    const long = four(network.embedding)
    const [v, dv] = numeric ? [weight('pairs/numeric'), offset('pairs/numeric')] : [0, 0]
    const fresh = !network.cross && !network.deep
    steps.push((rows, start, slope, gradients) => {
      const [x0, toV, toX] = [scratch.x[0], gradients + dv, intoInput(start)]
      kernels.pairsBackward(x0, width, numeric, numericWide, v, embedded, long, slope, toV, toX, rows, fresh)
    })
  }
  const bias = offset('bias') / 4
  const wideNumeric = wide && numeric ? offset('wide/numeric') : -1

  /** `slope` holds the gradient of each logit of the block, 0 in its padding. */
  return (start: number, count: number, slope: number, gradients: number): void => {
    let sum = 0
    for (let i = slope / 4; i < slope / 4 + count; i++) sum += memory[i]
    memory[gradients / 4 + bias] += sum
    if (wideNumeric >= 0) {
      const numbers = layout.numbers + 4 * start * numeric
      kernels.wideNumericBackward(slope, numbers, numeric, gradients + wideNumeric, count)
    }
    const rows = paddedRows(count)
    for (let i = 0; i < steps.length; i++) steps[i](rows, start, slope, gradients)
  }
}
