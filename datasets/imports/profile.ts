import * as sort from './cell-sorts.ts'
import { readNumber } from './cells/number.ts'
import { readText } from './cells/read-text.ts'
import type { ColumnType, DateOrder, NumberStyle, TimeUnit } from './plan.ts'
import { sampleOthers, type Counted } from './sample-others.ts'
import type { StampForm } from './cells/stamp-forms.ts'
import { Dictionary, seed } from './columns/dictionary.ts'
import { cellKeeper, keptRows, type KeptCells } from './kept-cells.ts'
import { MISSING_TEXTS } from './missing-texts.ts'
import { lostToSingle } from './lost-to-single.ts'
import { PlainTally } from './plain-tally.ts'
import { emptyRanges, type Range } from './ranges.ts'

const MOST_DISTINCT = 50_000
/** As many as a label may have classes to choose the positive one of. */
const EXAMPLES = 50
/** Values that are looked at for texts, and texts that are kept. */
const MOST_LOOKED_AT = 2_000
const MOST_TEXTS = 20
const POINT = 46

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
  /** The most frequent values that spell neither a number nor a date. */
  readonly texts: readonly Counted[]
  /** Values and missing ones. */
  readonly sampled: number
  /** How many of its values are of a sort. */
  readonly seen: Seen
  /** The least and the largest of its numbers; null where it has none. */
  readonly numbers: Range | null
  /** The same of its numbers read in a style. */
  readonly styled: Readonly<Record<NumberStyle, Range | null>>
  /** The same of its dates that say their order by themselves, in seconds since 1970. */
  readonly dates: Range | null
  /** The same of the others, by the order in which they are read. */
  readonly ordered: Readonly<Record<DateOrder, Range | null>>
  /** Values that spell a date as one number, by how it is written. */
  readonly stamps: Readonly<Record<StampForm, number>>
  /** Different numbers that 32 bits do not tell apart: as they stand, and with the least of them taken off. */
  readonly lost: { readonly plain: number; readonly lessLeast: number }
}

/** Values of a sample by sort; one may be of several. */
export interface Seen {
  values: number
  missing: number
  numbers: number
  /** Numbers with a decimal comma. */
  commaNumbers: number
  /** Plain numbers with a decimal point; of these, some whose point may group thousands. */
  withPoint: number
  pointGrouped: number
  /** Truth values: yes, no, true, 1 … */
  words: number
  whole: number
  /** One more than the number before. */
  inSteps: number
  /** Numbers as people write them, by style; plain ones are among them. */
  pointStyled: number
  commaStyled: number
  perCents: number
  /** Whole numbers such as 00050. */
  zeroPadded: number
  /** Dates that say their order by themselves. */
  dates: number
  dayFirst: number
  monthFirst: number
  /** Dates such as 24/01/31. */
  yearFirst: number
  /** Dates that are the same whether their day or their month comes first. */
  eitherFirst: number
  /** Dates whose year has two digits. */
  shortYears: number
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
  const ranges = emptyRanges()
  const plain = new PlainTally(ranges)
  /** Sorts of each value that spells no plain number, and how often each set of sorts was met. */
  const sorts: number[] = []
  const meanings: number[] = []
  const often = new Uint32Array(sort.SORTS)
  let [values, missing, repeated] = [0, 0, 0]
  let order: { of: number; codes: number[] } = { of: 0, codes: [] }

  const profile = {
    get seen(): Seen {
      return seenOf()
    },

    // Benchmark: importCsv.
    cell(bytes: Uint8Array, start: number, end: number): void {
      const code = dictionary.codeOf(bytes, start, end) - tokens
      if (code <= 0) {
        keeper.add(code + tokens, NaN)
        missing++
        if (code + tokens > 0) words[code + tokens] = (words[code + tokens] ?? 0) + 1
        return
      }
      values++
      const isKnown = code <= MOST_DISTINCT - tokens
      if (isKnown) {
        if (counts[code] > 0) repeated++
        counts[code] = (counts[code] ?? 0) + 1
      }
      const value = readNumber(bytes, start, end, POINT, false)
      if (value === value) {
        keeper.add(code + tokens, value)
        return plain.add(value, bytes, start, end)
      }
      let found = isKnown ? sorts[code] : undefined
      let meaning = meanings[code]
      if (found === undefined) {
        found = sort.sortsOf(bytes, start, end, ranges)
        meaning = sort.meant()
        if (isKnown) {
          sorts[code] = found
          meanings[code] = meaning
        }
      }
      often[found]++
      keeper.add(code + tokens, meaning)
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
        values,
        shown: often,
        textOf,
      })
      return {
        ...{ name, declared, examples, counts: often, others, seen: seenOf() },
        ...{ distinct: dictionary.size - tokens, isWithoutRepeats: repeated === 0, repeats: repeated },
        kept: keeper.kept(keptCodes()),
        ...{ missing, sampled: values + missing, missingWords: missingWords(), texts: texts() },
        numbers: ranges.numbers.range,
        styled: { '1,234.56': ranges.pointStyled.range, '1.234,56': ranges.commaStyled.range },
        dates: ranges.dates.range,
        ordered: {
          'day/month/year': ranges.dayFirst.range,
          'month/day/year': ranges.monthFirst.range,
          'year/month/day': ranges.yearFirst.range,
        },
        stamps: plain.stampCounts(),
        lost: lostToSingle(ranges.numbers.range, () => numbers()),
      }
    },
  }
  return profile

  function textOf(code: number): string {
    return dictionary.textOf(code + tokens)
  }

  /** Codes of values, the most frequent first. */
  function ranked(): number[] {
    if (order.of === values) return order.codes
    const [more, single]: [number[], number[]] = [[], []]
    for (let code = 1; code < counts.length; code++) {
      if (counts[code] > 1) more.push(code)
      else if (counts[code] === 1) single.push(code)
    }
    order = { of: values, codes: more.sort((a, b) => counts[b] - counts[a] || a - b).concat(single) }
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
    if (plain.numbers === values) return found
    for (const code of ranked().slice(0, MOST_LOOKED_AT)) {
      if (((sorts[code] ?? sort.READ) & sort.READ) === 0)
        found.push({ text: dictionary.textOf(code + tokens), count: counts[code] })
      if (found.length === MOST_TEXTS) break
    }
    return found
  }

  function frequent(most: number) {
    const kept = ranked().slice(0, most)
    return { examples: kept.map((code) => dictionary.textOf(code + tokens)), counts: kept.map((code) => counts[code]) }
  }

  function numbers(): Float64Array {
    const codes = ranked()
    return Float64Array.from(codes, (code) => readText(plainNumber, dictionary.textOf(code + tokens)))
  }

  function seenOf(): Seen {
    const of = (bit: number): number => {
      let sum = 0
      for (let set = 0; set < sort.SORTS; set++) if (set & bit) sum += often[set]
      return sum
    }
    const { numbers, withPoint, grouped, whole, inSteps, zeroPadded } = plain
    return {
      ...{ values, missing, numbers, whole, inSteps, zeroPadded, withPoint, pointGrouped: grouped },
      ...{ commaNumbers: of(sort.COMMA_NUMBER) + numbers - withPoint, words: of(sort.WORD) + plain.words },
      ...{
        pointStyled: of(sort.POINT_STYLE) + numbers,
        commaStyled: of(sort.COMMA_STYLE) + numbers - withPoint + grouped,
      },
      ...{ perCents: of(sort.PER_CENT), dates: of(sort.DATE), dayFirst: of(sort.DAY_FIRST) },
      ...{ monthFirst: of(sort.MONTH_FIRST), yearFirst: of(sort.YEAR_FIRST) },
      ...{ eitherFirst: of(sort.EITHER_FIRST), shortYears: of(sort.SHORT_YEAR) },
    }
  }
}

function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  return readNumber(bytes, start, end, POINT, false)
}
