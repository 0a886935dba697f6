import fc from 'fast-check'
import type { Network } from '../../src/core/networks/network.ts'

/** Small networks of every shape that a model may ask for. */
export const anyNetwork: fc.Arbitrary<Network> = fc
  .record({
    numeric: fc.integer({ min: 0, max: 5 }),
    vocabularies: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
    wideVocabularies: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
    embedding: fc.integer({ min: 1, max: 5 }),
    wide: fc.boolean(),
    layers: fc.integer({ min: 1, max: 4 }),
    rank: fc.option(fc.integer({ min: 1, max: 4 })),
    parts: fc.constantFrom('cross', 'deep', 'both', 'neither'),
    pairs: fc.boolean(),
    hidden: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
    arrangement: fc.constantFrom('parallel' as const, 'stacked' as const),
  })
  .map(
    ({
      numeric,
      vocabularies,
      wideVocabularies,
      embedding,
      wide,
      layers,
      rank,
      parts,
      pairs,
      hidden,
      arrangement,
    }) => ({
      numeric,
      fields: [
        ...vocabularies.map((vocabulary, i) => ({ id: `e${i}`, vocabulary, embedded: true })),
        ...(wide ? wideVocabularies : []).map((vocabulary, i) => ({ id: `w${i}`, vocabulary, embedded: false })),
      ],
      embedding,
      wide,
      cross: parts === 'cross' || parts === 'both' ? { layers, rank } : null,
      deep: parts === 'deep' || parts === 'both' ? { hidden, dropout: 0 } : null,
      arrangement,
      pairs: pairs || parts === 'neither',
    })
  )
