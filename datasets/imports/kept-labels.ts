import { EMPTY, keysOf } from './class-values.ts'
import type { ColumnLook } from './profile.ts'

/** Labels of kept rows: 1, 0, and −1 where a row has none. */
export interface KeptLabels {
  readonly of: Int8Array
  readonly positives: number
  readonly negatives: number
}

/** What the label says of the rows that are kept of a sample. */
export function keptLabels(
  { examples, distinct, missingWords, kept }: ColumnLook,
  { positive, missing, keepsEmpty }: { positive: string; missing: readonly string[]; keepsEmpty?: boolean }
): KeptLabels {
  const words = missingWords.map(({ text }) => text)
  const keys = keysOf([...examples, ...words, positive])
  const wanted = keys[keys.length - 1]
  const ofCode = (code: number): number => {
    if (code === 0) return keepsEmpty ? (positive === EMPTY ? 1 : 0) : -1
    if (code > distinct && code <= distinct + words.length) {
      const word = code - distinct - 1
      if (missing.includes(words[word])) return -1
      return keys[examples.length + word] === wanted ? 1 : 0
    }
    return code <= examples.length && keys[code - 1] === wanted ? 1 : 0
  }
  const of = Int8Array.from(kept.codes, ofCode)
  let [positives, negatives] = [0, 0]
  for (const label of of) {
    if (label === 1) positives++
    else if (label === 0) negatives++
  }
  return { of, positives, negatives }
}
