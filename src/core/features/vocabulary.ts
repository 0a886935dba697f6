import type { Codes } from '../kernel/codes.ts'

/** Which local code each value of a column gets. */
export interface Vocabulary {
  /** Local code by value; values beyond its end are unseen. */
  readonly codeOf: Int32Array
  /** Local codes 0 … size − 1. */
  readonly size: number
}

const MISSING_CODE = 0
/** Shared by values never seen in training and those seen too seldom. */
export const UNSEEN_CODE = 1

/**
 * Values seen at least `minCount` times get a code of their own, 2, 3, … by value; where more than `buckets` are kept
 * they share as many by Knuth's multiplicative hash. Value 0 is missing and keeps its own code.
 */
export function vocabularyOf(counts: Uint32Array, minCount: number, buckets: number): Vocabulary {
  const codeOf = new Int32Array(counts.length).fill(UNSEEN_CODE)
  codeOf[0] = MISSING_CODE
  let kept = 0
  for (let value = 1; value < counts.length; value++) if (counts[value] >= minCount && counts[value] > 0) kept++
  const hashed = kept > buckets
  let next = 2
  for (let value = 1; value < counts.length; value++)
    if (counts[value] >= minCount && counts[value] > 0)
      codeOf[value] = hashed ? 2 + ((Math.imul(value, 0x9e3779b1) >>> 0) % buckets) : next++
  return { codeOf, size: hashed ? 2 + buckets : next }
}

/** How often each value occurs in the given rows of a column. */
export function countValues(column: Codes | Uint8Array, rows: Uint32Array): Uint32Array {
  let top = 0
  for (let i = 0; i < rows.length; i++) if (column[rows[i]] > top) top = column[rows[i]]
  const counts = new Uint32Array(top + 1)
  for (let i = 0; i < rows.length; i++) counts[column[rows[i]]]++
  return counts
}
