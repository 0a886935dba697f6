/** A customary alarm threshold of a detector, and its label. */
export interface Line {
  readonly value: number
  readonly label: string
}

/** Value of a detector for one window. */
export interface DetectorValue {
  readonly value: number
  /** What chance alone gives of as many rows without drift; null where that is not known. */
  readonly expected: number | null
}

/** All values of one detector for a window: null, or no columns, for what it does not watch. */
export interface DetectorValues {
  readonly detector: string
  readonly scores: DetectorValue | null
  readonly labels: DetectorValue | null
  readonly columns: readonly (DetectorValue & { readonly id: string })[]
}

/** The highest line that a value has reached; null where it is below all lines, or where chance alone may give as much. */
export function crossedLine(
  { lines, beyondChance }: { readonly lines: readonly Line[]; readonly beyondChance: number },
  { value, expected }: DetectorValue
): Line | null {
  if (expected !== null && value < beyondChance * expected) return null
  return lines.findLast((line) => value >= line.value) ?? null
}

/** Values of one detector in a report; undefined where it was not used. */
export function valuesOfDetector(
  { readings }: { readonly readings: readonly DetectorValues[] },
  { id }: { readonly id: string }
): DetectorValues | undefined {
  return readings.find(({ detector }) => detector === id)
}
