import { classesOf, EMPTY, keysOf, type LabelClass } from './class-values.ts'
import type { ColumnChoice } from './choices.ts'
import type { ColumnLook } from './profile.ts'
import type { Counted } from './sample-others.ts'

/** In a column of texts these say that there is none, rather than that it is not known. */
const NONE = /^(none|null|nil)$/i

export interface LabelValues {
  /** The most frequent first, among the values that the sample kept. */
  readonly classes: readonly LabelClass[]
  /** Values of the label that mean missing in other columns. */
  readonly kept: readonly Counted[]
  /** What means that a row has no label. */
  readonly dropped: readonly Counted[]
}

export interface LabelChoice {
  readonly choice?: ColumnChoice
  readonly positive?: string
  readonly isExact: boolean
}

/**
 * The values of a label. A word that means missing elsewhere is one of them where a person chose it, where leaving it
 * out would leave one class, and beside texts where it says "none" or is no rarer than they are.
 */
export function labelValues(look: ColumnLook, { choice, positive, isExact }: LabelChoice): LabelValues {
  const values = look.examples.map((text, i): Counted => ({ text, count: look.counts[i] }))
  const plain = classesOf(values)
  const empty = { text: EMPTY, count: look.missing - look.missingWords.reduce((sum, { count }) => sum + count, 0) }
  // A larger file may have values that its sample lacks: 0 alone leaves the 1 to come.
  const isOne = plain.length === 0 || (plain.length === 1 && (isExact || !isNegative(plain[0].name)))
  const areTexts = look.distinct <= look.examples.length && plain.every(({ name }) => !isTruthOrNumber(name))
  const rarest = plain[plain.length - 1]?.count ?? 0
  const isValue = ({ text, count }: Counted): boolean => {
    if (positive?.trim() === text) return true
    if (choice?.missing) return !choice.missing.includes(text)
    return isOne || (areTexts && (NONE.test(text) || count >= rarest))
  }
  const words = look.missingWords.filter(isValue)
  const keepsEmpty =
    empty.count > 0 && (choice?.keepsEmpty ?? (positive === EMPTY || (isOne && plain.length + words.length === 1)))
  const kept = keepsEmpty ? [...words, empty] : words
  const dropped = [...look.missingWords, empty].filter((word) => word.count > 0 && !kept.includes(word))
  return { kept, dropped, classes: kept.length > 0 ? classesOf([...values, ...kept]) : plain }
}

function isNegative(value: string): boolean {
  return keysOf([value, '0', '1'])[0] === '0'
}

function isTruthOrNumber(value: string): boolean {
  return Number.isFinite(Number(keysOf([value, '0', '1'])[0]))
}
