/** Enough for a small histogram, few enough for a thousand columns. */
const MOST = 200

/** A text, and how often a sample has it. */
export interface Counted {
  readonly text: string
  readonly count: number
}

interface Others {
  /** Codes of the values that are not shown one by one, the most frequent first. */
  readonly codes: readonly number[]
  /** How often the sample has each, by its code. */
  readonly counts: readonly number[]
  /** Values in the sample. */
  readonly values: number
  /** How often it has each of those that are shown. */
  readonly shown: readonly number[]
  readonly textOf: (code: number) => string
}

/** Values spread evenly over those that are not shown one by one; together they stand for all of these. */
export function sampleOthers({ codes, counts, values, shown, textOf }: Others): Counted[] {
  const step = Math.max(1, codes.length / MOST)
  const picked = Array.from({ length: Math.min(MOST, codes.length) }, (_, i) => codes[Math.floor(i * step)])
  const rest = values - shown.reduce((sum, count) => sum + count, 0)
  const held = picked.reduce((sum, code) => sum + counts[code], 0)
  return picked.map((code) => ({ text: textOf(code), count: (rest * counts[code]) / held }))
}
