/** A customary alarm line, and its word. */
export interface Line {
  readonly value: number
  readonly label: string
}

/** What a detector says of one window. */
export interface Reading {
  readonly value: number
  /** What chance alone gives of as many rows without drift; null where that is not known. */
  readonly expected: number | null
}

/** Everything that one detector says of a window; null and no columns where it does not watch them. */
export interface Readings {
  readonly detector: string
  readonly scores: Reading | null
  readonly labels: Reading | null
  readonly columns: readonly (Reading & { readonly id: string })[]
}

/** The highest line that a reading has crossed; null where it lies below all, or where chance alone may give as much. */
export function crossedLine(
  { lines, beyondChance }: { readonly lines: readonly Line[]; readonly beyondChance: number },
  { value, expected }: Reading
): Line | null {
  if (expected !== null && value < beyondChance * expected) return null
  return lines.findLast((line) => value >= line.value) ?? null
}

/** What a detector said; undefined where it has not watched. */
export function readingsOf(
  { readings }: { readonly readings: readonly Readings[] },
  { id }: { readonly id: string }
): Readings | undefined {
  return readings.find(({ detector }) => detector === id)
}
