import { dateOfDigits, readDate, readOrderedDate } from './cells/date.ts'
import { readNumber } from './cells/number.ts'
import { readText } from './cells/read-text.ts'
import { readTruthWord } from './cells/truth-word.ts'
import { Dictionary, seed } from './columns/dictionary.ts'
import type { ColumnType, TimeUnit } from './import.ts'
import { cellKeeper, keptRows, type KeptCells } from './kept-cells.ts'
import { MISSING_TEXTS } from './missing-texts.ts'
import { sampleOthers } from './sample-others.ts'

const MOST_DISTINCT = 50_000
/** As many as a label may have classes to choose the positive one of. */
const EXAMPLES = 50
/** Values that are looked at for texts, and texts that are kept. */
const MOST_LOOKED_AT = 2_000
const MOST_TEXTS = 20
const [POINT, COMMA] = [46, 44]

/** What a sample of cells shows of a column, as plain data. */
export interface ColumnLook {
  readonly name: string
  readonly declared: Declared | null
  /** The most frequent values, and how often the sample has each. */
  readonly examples: readonly string[]
  readonly counts: readonly number[]
  /** Some of the less frequent values, each with how many of the sample it stands for. */
  readonly others: readonly Counted[]
  /** Different values in the sample. */
  readonly distinct: number
  /** No value came twice, of those that could be remembered. */
  readonly isWithoutRepeats: boolean
  /** Values that had come before, of those that could be remembered. */
  readonly repeats: number
  readonly kept: KeptCells
  readonly missing: number
  /** Of these, words that usually mean missing, and how often the sample has each. */
  readonly missingWords: readonly Counted[]
  /** The most frequent values that spell no plain number. */
  readonly texts: readonly Counted[]
  /** Values and missing ones. */
  readonly sampled: number
  /** How many of its values are of a sort. */
  readonly seen: Seen
  /** The least and the largest of its numbers; null where it has none. */
  readonly numbers: readonly [least: number, largest: number] | null
  /** The same of its dates that begin with the year, in seconds since 1970. */
  readonly dates: readonly [first: number, last: number] | null
}

/** A text, and how often a sample has it. */
export interface Counted {
  readonly text: string
  readonly count: number
}

/** The same with how it is read. */
export interface ColumnReport extends ColumnLook {
  readonly type: ColumnType
  /** Of its numbers, or of its times in seconds since 1970; null where it has none. */
  readonly min: number | null
  readonly max: number | null
}

/** Values of a sample by sort; one may be of several. */
export interface Seen {
  values: number
  missing: number
  numbers: number
  /** Numbers with a decimal comma. */
  commaNumbers: number
  /** Truth values: yes, no, true, 1 … */
  words: number
  whole: number
  /** One more than the number before. */
  inSteps: number
  dates: number
  dayFirst: number
  monthFirst: number
  /** Whole numbers that spell a date: 20200131. */
  digitDates: number
}

export type Profile = ReturnType<typeof profileOf>

/** What a format declares a column to be, where it does. */
export interface Declared {
  readonly type: ColumnType
  readonly timeUnit?: TimeUnit
  /** Cannot be read. */
  readonly refused?: boolean
}

/** Gathers what a sample of cells says of a column; `keeps` rows of it stay cell by cell. */
export function profileOf(name: string, declared: Declared | null, keeps = keptRows(1)) {
  const dictionary = new Dictionary(MOST_DISTINCT)
  const tokens = seed(dictionary, MISSING_TEXTS)
  const counts: number[] = []
  /** How often each word that means missing was met. */
  const words: number[] = []
  const encoder = new TextEncoder()
  const keeper = cellKeeper(keeps)
  const seen: Seen = {
    ...{ values: 0, missing: 0, numbers: 0, commaNumbers: 0, words: 0, whole: 0, inSteps: 0 },
    ...{ dates: 0, dayFirst: 0, monthFirst: 0, digitDates: 0 },
  }
  let repeated = 0
  let order: { of: number; codes: number[] } = { of: 0, codes: [] }
  let [min, max, firstDate, lastDate, last] = [Infinity, -Infinity, Infinity, -Infinity, NaN]

  const profile = {
    seen,

    cell(bytes: Uint8Array, start: number, end: number): void {
      const code = dictionary.codeOf(bytes, start, end) - tokens
      if (code <= 0) {
        keeper.add(code + tokens, NaN)
        seen.missing++
        if (code + tokens > 0) words[code + tokens] = (words[code + tokens] ?? 0) + 1
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
      keeper.add(code + tokens, plain === plain ? plain : comma === comma ? comma : date)
    },

    value(value: number | string | boolean | null): void {
      const bytes = value === null || value !== value ? new Uint8Array(0) : encoder.encode(String(value))
      profile.cell(bytes, 0, bytes.length)
    },

    look(): ColumnLook {
      const { examples, counts: often } = frequent(EXAMPLES)
      const others = sampleOthers({
        codes: ranked().slice(EXAMPLES),
        counts,
        values: seen.values,
        shown: often,
        textOf,
      })
      return {
        ...{ name, declared, examples, counts: often, others, seen: { ...seen } },
        ...{ distinct: dictionary.size - tokens, isWithoutRepeats: repeated === 0, repeats: repeated },
        kept: keeper.kept(keptCodes()),
        ...{ missing: seen.missing, sampled: seen.values + seen.missing, missingWords: missingWords(), texts: texts() },
        numbers: min <= max ? [min, max] : null,
        dates: firstDate <= lastDate ? [firstDate, lastDate] : null,
      }
    },
  }
  return profile

  function textOf(code: number): string {
    return dictionary.textOf(code + tokens)
  }

  /** Codes of values, the most frequent first. */
  function ranked(): number[] {
    if (order.of === seen.values) return order.codes
    const codes = Array.from(counts.keys()).filter((code) => counts[code] > 0)
    order = { of: seen.values, codes: codes.sort((a, b) => counts[b] - counts[a] || a - b) }
    return order.codes
  }

  /** What kept cells carry, by code of the dictionary. */
  function keptCodes(): Uint16Array {
    const distinct = dictionary.size - tokens
    const places = new Uint16Array(dictionary.size + 1)
    ranked().forEach((code, i) => (places[code + tokens] = i + 1))
    const met = Array.from(words.keys()).filter((code) => words[code] > 0)
    met.forEach((code, i) => (places[code] = distinct + i + 1))
    return places
  }

  function missingWords(): Counted[] {
    const met = Array.from(words.keys()).filter((code) => words[code] > 0)
    return met.map((code) => ({ text: dictionary.textOf(code), count: words[code] }))
  }

  function texts(): Counted[] {
    const found: Counted[] = []
    if (seen.numbers === seen.values) return found
    for (const code of ranked().slice(0, MOST_LOOKED_AT)) {
      const text = dictionary.textOf(code + tokens)
      if (Number.isNaN(readText(plainNumber, text))) found.push({ text, count: counts[code] })
      if (found.length === MOST_TEXTS) break
    }
    return found
  }

  function frequent(most: number) {
    const kept = ranked().slice(0, most)
    return { examples: kept.map((code) => dictionary.textOf(code + tokens)), counts: kept.map((code) => counts[code]) }
  }

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

/** What is shown of a column that is read as a type. */
export function reportOf(look: ColumnLook, type: ColumnType): ColumnReport {
  const range = type === 'categorical' ? null : ((type === 'time' ? look.dates : null) ?? look.numbers)
  return { ...look, type, min: range?.[0] ?? null, max: range?.[1] ?? null }
}

function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  return readNumber(bytes, start, end, POINT, false)
}
