import { asks, assumed, type Assumption } from './assumed.ts'
import type { ColumnChoice } from './choices.ts'
import type { ColumnLook } from './profile.ts'
import { EMPTY } from './class-values.ts'
import { labelValues, type LabelValues } from './label-classes.ts'
import { likelyPositive } from './positive.ts'
import { listed, counted, shownCount } from '../../src/core/kernel/words.ts'
import { shareOf } from './shown.ts'

/** Classes that a question names with their counts. */
const NAMED = 10
/** Numbers beyond so many different ones are no classes. */
const MOST_CLASSES = 20

/** How the cells of the label are read. */
export interface LabelReading {
  readonly missing: readonly string[]
  /** An empty cell is a value. */
  readonly keepsEmpty: boolean
  /** The value that counts as 1; empty while a person has to choose. */
  readonly positive: string
}

export interface LabelContext {
  readonly choice?: ColumnChoice
  /** The value that a person chose. */
  readonly positive?: string
  /** Whether the sample is the whole file. */
  readonly isExact: boolean
  readonly missing: readonly string[]
}

/** Which texts of a label are values, which of them is positive, and what was assumed of both. */
export function inferLabel(look: ColumnLook, context: LabelContext, assumptions: Assumption[]): LabelReading {
  const { choice, positive, isExact } = context
  const values = labelValues(look, context)
  const { kept } = values
  const rows = `${counted(look.sampled, 'row', 'rows')}${isExact ? '' : ' looked at'}`
  sayValues(look.name, values, rows, choice?.missing !== undefined, assumptions)
  const missing = choice?.missing ?? context.missing.filter((text) => !kept.some((word) => word.text === text))
  const keepsEmpty = kept.some(({ text }) => text === EMPTY)
  return { missing, keepsEmpty, positive: positive ?? positiveOf(look, values, rows, assumptions) }
}

function sayValues(
  name: string,
  { kept, dropped, classes }: LabelValues,
  rows: string,
  isChosen: boolean,
  assumptions: Assumption[]
): void {
  const say = (text: string): void => void assumptions.push(assumed('label', name, text))
  for (const { text, count } of isChosen ? [] : kept) {
    const what = text === EMPTY ? `an empty ${name}` : `${text}, which elsewhere means missing,`
    say(`${what} is taken as a value of the label ${name}: ${shownCount(count)} of ${rows}`)
  }
  const lost = dropped.reduce((sum, { count }) => sum + count, 0)
  if (lost > 0 && !isChosen) {
    const which = dropped.map(({ text, count }) => `${text} ${shownCount(count)}`).join(', ')
    say(`rows whose label ${name} is missing are left out: ${shownCount(lost)} of ${rows} (${which})`)
  }
  for (const { spellings } of classes)
    if (spellings.length > 1)
      say(
        `${listed(spellings.map(({ text, count }) => `${text} (${shownCount(count)})`))} count as one value of ${name}`
      )
}

function positiveOf(
  { name, distinct, examples, seen }: ColumnLook,
  { classes }: LabelValues,
  rows: string,
  assumptions: Assumption[]
): string {
  const ask = (text: string, flag: string): string => {
    assumptions.push(asks('label', name, text, flag))
    return ''
  }
  const different = distinct > examples.length ? distinct : classes.length
  if (different > MOST_CLASSES && Math.max(seen.numbers, seen.commaNumbers) >= 0.99 * seen.values) {
    const what = `${name} holds ${shownCount(different)} different numbers, and a label has classes`
    return ask(
      `${what}: choose another label, or add a column to the file that says yes or no of each row`,
      '--label NAME'
    )
  }
  if (different > 2) {
    const named = classes.slice(0, NAMED).map((one) => `${one.name} ${shownCount(one.count)}`)
    const more = different > named.length ? ` and ${shownCount(different - named.length)} more` : ''
    const found = `the label ${name} has ${shownCount(different)} values: ${named.join(', ')}${more}`
    return ask(`${found}; choose the one that counts as positive`, '--positive VALUE')
  }
  const { positive, why } = likelyPositive(classes)
  const found = classes.find((one) => one.name === positive)
  const other = classes.find((one) => one !== found)?.name
  const total = classes.reduce((sum, { count }) => sum + count, 0)
  const because = { word: '', rarer: 'the rarer value, ', larger: 'the larger value, ' }[why]
  const text = found
    ? `positive: ${positive}, ${because}${shareOf(found.count, total)} of rows; the other value is ${other ?? 'not seen'}`
    : `positive: ${positive}, though ${rows} have ${other ?? 'no value'} only`
  assumptions.push(assumed('label', name, text, '--positive VALUE'))
  return positive
}
