import { dateOfDigits, readDate, readOrderedDate } from './cells/date.ts'
import { readNumber } from './cells/number.ts'
import { readTruthWord } from './cells/truth-word.ts'
import { Dictionary, seed } from './columns/dictionary.ts'
import type { ColumnType, TimeUnit } from './import.ts'
import { MISSING_TEXTS } from './missing-texts.ts'

const MOST_DISTINCT = 50_000
/** As many as a label may have classes to choose the positive one of. */
const EXAMPLES = 50
const [POINT, COMMA] = [46, 44]

/** What a sample shows of a column. */
export interface ColumnReport {
  readonly name: string
  readonly type: ColumnType
  /** The most frequent values. */
  readonly examples: readonly string[]
  /** Different values in the sample. */
  readonly distinct: number
  readonly missing: number
  /** Values and missing ones. */
  readonly sampled: number
  /** Of its numbers, or of its times in seconds since 1970; null where it has none. */
  readonly min: number | null
  readonly max: number | null
}

export type Profile = ReturnType<typeof profileOf>

/** What a format declares a column to be, where it does. */
export interface Declared {
  readonly type: ColumnType
  readonly timeUnit?: TimeUnit
  /** Cannot be read. */
  readonly refused?: boolean
}

/** Gathers what a sample of cells says of a column. */
export function profileOf(name: string, declared: Declared | null) {
  const dictionary = new Dictionary(MOST_DISTINCT)
  const tokens = seed(dictionary, MISSING_TEXTS)
  const counts: number[] = []
  const encoder = new TextEncoder()
  const seen = {
    ...{ values: 0, missing: 0, numbers: 0, commaNumbers: 0, words: 0, whole: 0, inSteps: 0 },
    ...{ dates: 0, dayFirst: 0, monthFirst: 0, digitDates: 0 },
  }
  let repeated = 0
  let [min, max, firstDate, lastDate, last] = [Infinity, -Infinity, Infinity, -Infinity, NaN]

  const profile = {
    name,
    declared,
    seen,
    get distinct() {
      return dictionary.size - tokens
    },
    /** No value came twice, of those that could be remembered. */
    get isWithoutRepeats() {
      return repeated === 0
    },
    get min() {
      return min
    },
    get max() {
      return max
    },
    get dates() {
      return { first: firstDate, last: lastDate }
    },

    cell(bytes: Uint8Array, start: number, end: number): void {
      const code = dictionary.codeOf(bytes, start, end) - tokens
      if (code <= 0) {
        seen.missing++
        return
      }
      seen.values++
      if (code <= MOST_DISTINCT - tokens) {
        if (counts[code] > 0) repeated++
        counts[code] = (counts[code] ?? 0) + 1
      }
      const plain = readNumber(bytes, start, end, POINT, false)
      number(plain)
      const digits = dateOfDigits(plain)
      if (digits === digits) seen.digitDates++
      const comma = readNumber(bytes, start, end, COMMA, false)
      if (comma === comma) seen.commaNumbers++
      const date = readDate(bytes, start, end)
      if (date === date) {
        seen.dates++
        firstDate = Math.min(firstDate, date)
        lastDate = Math.max(lastDate, date)
      } else if (plain !== plain) {
        const dayFirst = readOrderedDate(bytes, start, end, false)
        if (dayFirst === dayFirst) seen.dayFirst++
        const monthFirst = readOrderedDate(bytes, start, end, true)
        if (monthFirst === monthFirst) seen.monthFirst++
      }
      const word = readTruthWord(bytes, start, end)
      if (word === word) seen.words++
    },

    value(value: number | string | boolean | null): void {
      const bytes = value === null || value !== value ? new Uint8Array(0) : encoder.encode(String(value))
      profile.cell(bytes, 0, bytes.length)
    },

    /** The most frequent values first. */
    frequent(most: number): string[] {
      const codes = Array.from(counts.keys()).filter((code) => counts[code] > 0)
      codes.sort((a, b) => counts[b] - counts[a] || a - b)
      return codes.slice(0, most).map((code) => dictionary.textOf(code + tokens))
    },

    report(type: ColumnType): ColumnReport {
      const isDates = type === 'time' && seen.dates > 0
      const [least, largest] = isDates ? [firstDate, lastDate] : [min, max]
      const hasRange = type !== 'categorical' && least <= largest
      return {
        ...{ name, type, examples: profile.frequent(EXAMPLES), distinct: profile.distinct },
        ...{ missing: seen.missing, sampled: seen.values + seen.missing },
        ...{ min: hasRange ? least : null, max: hasRange ? largest : null },
      }
    },
  }
  return profile

  function number(value: number): void {
    if (value !== value) return
    seen.numbers++
    if (Number.isInteger(value)) seen.whole++
    if (value === last + 1) seen.inSteps++
    last = value
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
}
