import type { Network } from '../../src/core/networks/network.ts'

/** DCN-V2: 104 inputs, two full cross layers beside 64-32. */
export const dcn: Network = {
  numeric: 8,
  fields: fieldsOf(12, 1000, true),
  embedding: 8,
  wide: false,
  cross: { layers: 2, rank: null },
  deep: { hidden: [64, 32], dropout: 0 },
  arrangement: 'parallel',
}

/** A second shape, so that nothing is tuned to one: few long fields, crosses of low rank, a wider deep part. */
export const lowRank: Network = {
  ...dcn,
  numeric: 3,
  fields: fieldsOf(5, 20_000, true),
  cross: { layers: 2, rank: 16 },
  deep: { hidden: [96, 48], dropout: 0 },
}

export const logistic: Network = {
  ...dcn,
  fields: fieldsOf(12, 1000, false),
  embedding: 0,
  wide: true,
  cross: null,
  deep: null,
}

export function withVocabulary(network: Network, vocabulary: number): Network {
  return { ...network, fields: network.fields.map((field) => ({ ...field, vocabulary })) }
}

function fieldsOf(count: number, vocabulary: number, embedded: boolean): Network['fields'] {
  return Array.from({ length: count }, (_, i) => ({ id: `field ${i}`, vocabulary, embedded }))
}
