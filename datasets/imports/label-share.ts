import { classesOf, EMPTY, keysOf, type LabelClass } from './class-values.ts'
import type { ColumnPlan } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import { emptyIn, missingIn, missingWordsIn } from './missing-in.ts'

/** The values of a label as its plan reads them, spellings of one together, the most frequent first. */
export function labelClasses(look: ColumnLook, column: ColumnPlan): LabelClass[] {
  const values = look.examples.flatMap((text, i) =>
    column.missing.includes(text) ? [] : [{ text, count: look.counts[i] }]
  )
  const words = missingWordsIn(look, column).filter(({ counts }) => !counts)
  return classesOf([...values, ...words, ...(column.keepsEmpty ? [{ text: EMPTY, count: emptyIn(look) }] : [])])
}

/** Share of the rows looked at that are positive, of those that have a label; null where none has. */
export function positiveShare(look: ColumnLook, column: ColumnPlan, positive: string): number | null {
  const known = look.sampled - missingIn(look, column)
  const classes = labelClasses(look, column)
  const keys = keysOf([...classes.map(({ name }) => name), positive])
  const found = classes.reduce((sum, { count }, i) => sum + (keys[i] === keys[classes.length] ? count : 0), 0)
  return known > 0 ? found / known : null
}
