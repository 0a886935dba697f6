/** Rows that were left out, the first of them with their line in the file (in Parquet: their row, from 1) and why. */
export interface Malformed {
  readonly count: number
  readonly first: readonly { readonly line: number; readonly reason: string }[]
}

/** The first rows kept with their reasons. */
const KEPT = 20

export interface MalformedTally extends Malformed {
  add(line: number, reason: string): void
}

export function malformedTally(): MalformedTally {
  const first: { line: number; reason: string }[] = []
  let count = 0
  return {
    get count() {
      return count
    },
    first,
    add(line, reason) {
      count++
      if (first.length < KEPT) first.push({ line, reason })
    },
  }
}
