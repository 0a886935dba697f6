/** A customary alarm line, and its word. */
export interface Line {
  readonly value: number
  readonly label: string
}

/** What a detector says of one window. */
export interface DetectorValue {
  readonly value: number
  /** What chance alone gives of as many rows without drift; null where that is not known. */
  readonly expected: number | null
}

/** Everything that one detector says of a window; null and no columns where it does not watch them. */
export interface DetectorValues {
  readonly detector: string
  readonly scores: DetectorValue | null
  readonly labels: DetectorValue | null
  readonly columns: readonly (DetectorValue & { readonly id: string })[]
}

/** The highest line that a reading has crossed; null where it lies below all, or where chance alone may give as much. */
export function crossedLine(
  { lines, beyondChance }: { readonly lines: readonly Line[]; readonly beyondChance: number },
  { value, expected }: DetectorValue
): Line | null {
  if (expected !== null && value < beyondChance * expected) return null
  return lines.findLast((line) => value >= line.value) ?? null
}

/** What a detector said; undefined where it has not watched. */
export function valuesOfDetector(
  { readings }: { readonly readings: readonly DetectorValues[] },
  { id }: { readonly id: string }
): DetectorValues | undefined {
  return readings.find(({ detector }) => detector === id)
}
