import type { Codes } from '../kernel/codes.ts'
import type { FeatureSettings } from './encoder.ts'
import { UNSEEN_CODE, vocabularyOf, type Vocabulary } from './vocabulary.ts'

/** Two fields as one: each pair of their local codes that is seen often enough has a code. */
export interface Pair {
  readonly id: string
  /** Places of the two fields. */
  readonly left: number
  readonly right: number
  /** Local codes of the right field. */
  readonly across: number
  /** Slots of `codeOf`; where there are more pairs than slots they are hashed into them. */
  readonly slots: number
  readonly pairs: number
  readonly codeOf: Int32Array
  readonly size: number
}

const MOST_SLOTS = 1 << 22

export function fitPairs(
  id: string,
  [left, right]: readonly number[],
  columns: readonly (Codes | Uint8Array)[],
  vocabularies: readonly Vocabulary[],
  rows: Uint32Array,
  { minCount, buckets }: FeatureSettings
): Pair {
  const across = vocabularies[right].size
  const pairs = vocabularies[left].size * across
  const slots = Math.min(pairs, MOST_SLOTS)
  const shape = { pairs, slots, across }
  // Slot 0 of a vocabulary is its missing value; pairs start above it.
  const counts = new Uint32Array(slots + 1)
  for (let i = 0; i < rows.length; i++) {
    const a = localCode(vocabularies[left], columns[left][rows[i]])
    const b = localCode(vocabularies[right], columns[right][rows[i]])
    counts[1 + pairSlot(shape, a, b)]++
  }
  const { codeOf, size } = vocabularyOf(counts, minCount, buckets)
  return { id, left, right, ...shape, codeOf: codeOf.subarray(1), size }
}

export function pairSlot(
  { pairs, slots, across }: Pick<Pair, 'pairs' | 'slots' | 'across'>,
  left: number,
  right: number
): number {
  const pair = left * across + right
  return pairs <= slots ? pair : (Math.imul(pair, 0x9e3779b1) >>> 0) % slots
}

function localCode({ codeOf }: Vocabulary, value: number): number {
  return value < codeOf.length ? codeOf[value] : UNSEEN_CODE
}
