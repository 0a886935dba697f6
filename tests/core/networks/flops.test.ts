import { expect, it } from 'vitest'
import { flopsPerRow } from '../../../src/core/networks/flops.ts'
import type { Network } from '../../../src/core/networks/network.ts'

const network: Network = {
  numeric: 2,
  fields: [{ id: 'a', vocabulary: 9, embedded: true }],
  embedding: 3,
  wide: false,
  cross: { layers: 1, rank: null },
  deep: { hidden: [7], dropout: 0 },
  arrangement: 'parallel',
}

it('flopsPerRow(network) counts each multiplication and addition of its equations', () => {
  // x₀ has 5: 5·5 products in the cross layer and 5 for each of + b, ⊙ x₀ and + x; 5·7 and + b and relu; heads of 5 and 7.
  expect(flopsPerRow(network)).toBe(2 * 25 + 15 + 2 * 35 + 14 + 10 + 14)
})

it('a low rank counts its two thin products, and a stacked network has one head', () => {
  const stacked: Network = { ...network, cross: { layers: 1, rank: 2 }, arrangement: 'stacked' }
  expect(flopsPerRow(stacked)).toBe(2 * (10 + 10) + 15 + 2 * 35 + 14 + 14)
})

it('a wide part is one multiplication and addition for each number, and one addition for each field', () => {
  expect(flopsPerRow({ ...network, wide: true, cross: null, deep: null })).toBe(2 * 2 + 1)
})

it('pairs are three operations for each number of an embedding, and four for each of a vector that a number multiplies', () => {
  expect(flopsPerRow({ ...network, cross: null, deep: null, pairs: true })).toBe(3 * 3 + 4 * 2 * 3)
})
