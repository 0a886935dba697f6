import { describe, expect, it } from 'vitest'
import { layoutOf } from '../../../../src/core/engines/fused/layout.ts'
import { PURPOSE } from '../../../../src/core/engines/fused/trainee.ts'
import { reserve } from '../../../../src/core/threads/memory.ts'
import { sizeOf, type Network } from '../../../../src/core/networks/network.ts'

const dcn: Network = {
  numeric: 9,
  fields: Array.from({ length: 13 }, (_, i) => ({ id: `f${i}`, vocabulary: 1000, embedded: true })),
  embedding: 8,
  wide: false,
  cross: { layers: 2, rank: null },
  deep: { hidden: [64, 32], dropout: 0 },
  arrangement: 'parallel',
}
const widest: Network = {
  ...dcn,
  embedding: 32,
  cross: { layers: 4, rank: null },
  deep: { hidden: [128, 64, 32], dropout: 0.5 },
}
const longest: Network = { ...dcn, fields: dcn.fields.map((field) => ({ ...field, vocabulary: 100_000 })) }
const logistic: Network = {
  ...longest,
  fields: longest.fields.map((field) => ({ ...field, embedded: false })),
  embedding: 0,
  wide: true,
  cross: null,
  deep: null,
}
const fm: Network = { ...longest, wide: true, cross: null, deep: null, pairs: true }

describe('memory', () => {
  it.each(Object.entries({ dcn, widest, longest, logistic, fm }))(
    'training takes weights, moments and at most 64 MB, on 8 threads: %s',
    (_, network) => {
      const { bytes } = layoutOf(network, { frozen: false, threads: 8 })
      expect(bytes - 12 * sizeOf(network)).toBeLessThanOrEqual(64e6)
    }
  )

  it.each(Object.entries({ dcn, widest, longest, logistic, fm }))(
    'a frozen network takes weights and at most 32 MB, folded tables included: %s',
    (_, network) => {
      const { bytes } = layoutOf(network, { frozen: true, threads: 8 })
      expect(bytes - 4 * sizeOf(network)).toBeLessThanOrEqual(32e6)
    }
  )

  it('first products are folded where their tables stay small, and only where weights are frozen', () => {
    expect(layoutOf(dcn, { frozen: true, threads: 1 }).folded).not.toBeNull()
    expect(layoutOf(dcn, { frozen: false, threads: 1 }).folded).toBeNull()
    expect(layoutOf(longest, { frozen: true, threads: 1 }).folded).toBeNull()
    const small = { ...fm, fields: dcn.fields }
    expect(layoutOf(small, { frozen: true, threads: 1 }).folded).toBeNull()
  })

  it('reserve says how much a network needs that no memory holds', () => {
    const vast = { ...dcn, fields: dcn.fields.map((field) => ({ ...field, vocabulary: 10_000_000 })) }
    const { bytes } = layoutOf(vast, { frozen: false, threads: 1 })
    expect(() => reserve(bytes, false, PURPOSE)).toThrow(
      /^this network needs 12,\d{3} MB, more than the 4,294 MB of WebAssembly; choose fewer hash buckets or smaller embeddings$/
    )
  })
})
