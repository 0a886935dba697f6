import { inputWidth, type Network } from './network.ts'

/**
 * Floating-point operations of one row, a multiplication and its addition counted as two: those of the matrix products,
 * of the cross layers' own multiplications and of pairs. Training takes three times as many: forward, and two products backward.
 */
export function flopsPerRow(network: Network): number {
  const width = inputWidth(network)
  const stacked = network.arrangement === 'stacked' && network.deep !== null
  let flops = network.wide ? 2 * network.numeric + network.fields.length : 0
  const { layers, rank } = network.cross ?? { layers: 0, rank: null }
  flops += layers * (2 * width * (rank ? 2 * rank : width) + 3 * width)
  if (network.cross && !stacked) flops += 2 * width
  let last = width
  for (const units of network.deep?.hidden ?? []) {
    flops += 2 * last * units + 2 * units
    last = units
  }
  if (network.deep) flops += 2 * last
  if (network.pairs) flops += 3 * width - 3 * network.numeric + 4 * network.numeric * network.embedding
  return flops
}
