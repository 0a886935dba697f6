import { classesOf, keysOf } from './class-values.ts'
import type { CodedBuilder } from './columns/coded-column.ts'
import { MOST_LABEL_VALUES } from './limits.ts'
import { listed, counted, shownCount } from '../../src/core/kernel/words.ts'

/** Values that an error or a note names. */
const NAMED = 5

/** What the column of the label says of every row. */
export interface Labels {
  /** 1 at the codes that count as positive, 0 at the others. */
  readonly ofCode: Uint8Array
  /** Share of positive rows. */
  readonly baseRate: number
  /** One line each. */
  readonly notes: readonly string[]
}

/**
 * Labels by the codes of a label column. Values agree where they are spellings of one.
 * @throws one line where the column cannot be a label
 */
export function labelsOf(name: string, label: CodedBuilder, positive: string, rows: number): Labels {
  if (label.overflows)
    throw new Error(
      `${name} cannot be the label: it has more than ${shownCount(MOST_LABEL_VALUES)} values; expected two, or one that counts as positive`
    )
  const counts = countsOf(label, rows)
  const present = Array.from(counts.keys()).filter((code) => code > 0 && counts[code] > 0)
  const values = present.map((code) => ({ text: label.textOf(code), count: counts[code] }))
  const classes = classesOf(values)
  if (classes.length < 2)
    throw new Error(
      `the label ${name} has one value only: ${values[0].text} in ${counted(rows, 'row', 'rows')}; expected two`
    )
  const keys = keysOf([...values.map(({ text }) => text), positive])
  const wanted = keys[values.length]
  const ofCode = new Uint8Array(counts.length)
  present.forEach((code, i) => (ofCode[code] = keys[i] === wanted ? 1 : 0))
  const found = values.filter((_, i) => keys[i] === wanted)
  if (found.length === 0) {
    const named = listed(
      classes.map((one) => one.name),
      NAMED
    )
    throw new Error(`no row has ${name} = ${positive}; expected one of ${named}`)
  }
  const positives = found.reduce((sum, { count }) => sum + count, 0)
  const spellings = listed(
    found.map(({ text, count }) => `${text} ${shownCount(count)}`),
    NAMED
  )
  const notes = found.length > 1 ? [`${name}: ${spellings} count as one value, the positive one`] : []
  if (classes.length > 2) {
    const others = classes.filter(
      ({ spellings }) => !spellings.some(({ text }) => found.some((one) => one.text === text))
    )
    const named = others.map((one) => `${one.name} ${shownCount(one.count)}`)
    notes.push(`${name}: every value but ${positive} counts as negative: ${listed(named, NAMED)}`)
  }
  for (const { text, count } of label.missingWords)
    notes.push(
      `${name}: ${counted(count, 'row has', 'rows have')} ${text} for a label and ${count === 1 ? 'is' : 'are'} left out`
    )
  return { ofCode, baseRate: positives / rows, notes }
}

/** Rows of each code. */
export function countsOf(column: CodedBuilder, rows: number): Uint32Array {
  const counts = new Uint32Array(column.size + 1)
  for (let row = 0; row < rows; row++) counts[column.codes.get(row)]++
  return counts
}
