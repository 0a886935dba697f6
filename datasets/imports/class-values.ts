import { readText } from './cells/read-text.ts'
import type { Counted } from './sample-others.ts'
import { readTruthWord } from './cells/truth-word.ts'

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i
/** A thousand rather than a fraction: 1,000. */
const GROUPED = /^[+-]?\d{1,3},\d{3}$/
/** How an empty cell of a label is called where it is a value. */
export const EMPTY = '(empty)'

/** One value of a label, however it is spelled. */
export interface LabelClass {
  /** Its most frequent spelling. */
  readonly name: string
  readonly count: number
  readonly spellings: readonly Counted[]
}

/**
 * One key for each value, the same for all spellings of it: `Yes`, `yes` and `YES`; `1` and `1.0`; `1`, `true` and `Yes`. A
 * single letter is a truth value only where every value is one. Where all of them would become one value, each stays its own.
 */
export function keysOf(values: readonly string[]): string[] {
  const plain = values.map(plainKey)
  const truths = plain.map((key) => readText(readTruthWord, key))
  const areTruths = truths.every((truth) => truth === truth)
  const keys = plain.map((key, i) => (truths[i] === truths[i] && (areTruths || key.length > 1) ? `${truths[i]}` : key))
  return new Set(keys).size > 1 ? keys : values.map((value) => value.trim())
}

/** The classes of a label, the most frequent first. */
export function classesOf(values: readonly Counted[]): LabelClass[] {
  const keys = keysOf(values.map(({ text }) => text))
  const classes = new Map<string, Counted[]>()
  values.forEach((value, i) => classes.set(keys[i], [...(classes.get(keys[i]) ?? []), value]))
  return [...classes.values()]
    .map((found) => {
      const spellings = found.sort((a, b) => b.count - a.count)
      return { name: spellings[0].text, count: spellings.reduce((sum, { count }) => sum + count, 0), spellings }
    })
    .sort((a, b) => b.count - a.count)
}

/** Numbers by their value, texts in lower case. */
function plainKey(value: string): string {
  const text = value.trim()
  const number = NUMBER.test(text) && !GROUPED.test(text) ? Number(text.replace(',', '.')) : NaN
  return Number.isFinite(number) && Math.abs(number) < Number.MAX_SAFE_INTEGER ? String(number) : text.toLowerCase()
}
