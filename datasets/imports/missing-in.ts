import { MISSING_TEXTS } from './missing-texts.ts'
import type { ColumnPlan } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import type { Counted } from './sample-others.ts'

export interface MissingWord extends Counted {
  /** Whether the plan takes it as missing. */
  readonly counts: boolean
}

type Plan = Pick<ColumnPlan, 'missing' | 'keepsEmpty'>
type Look = Pick<ColumnLook, 'missing' | 'missingWords' | 'examples' | 'counts' | 'texts'>

/** Words of a column that mean missing, or usually do, and how often the sample has each. */
export function missingWordsIn(look: Look, { missing }: Plan): MissingWord[] {
  const usual = look.missingWords.map((word) => ({ ...word, counts: missing.includes(word.text) }))
  const own = missing.filter((text) => !MISSING_TEXTS.includes(text) && usual.every((word) => word.text !== text))
  return [...usual, ...own.map((text) => ({ text, count: timesOf(text, look), counts: true }))]
}

/** Cells of the sample that are missing as a plan reads the column: empty ones and its words. */
export function missingIn(look: Look, plan: Plan): number {
  const empty = plan.keepsEmpty ? 0 : emptyIn(look)
  return missingWordsIn(look, plan).reduce((sum, { count, counts }) => sum + (counts ? count : 0), empty)
}

/** Cells of the sample that hold nothing. */
export function emptyIn({ missing, missingWords }: Look): number {
  return missingWords.reduce((left, { count }) => left - count, missing)
}

function timesOf(text: string, { examples, counts, texts }: Look): number {
  const place = examples.indexOf(text)
  return place >= 0 ? counts[place] : (texts.find((one) => one.text === text)?.count ?? 0)
}
