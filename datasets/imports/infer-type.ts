import { assumed, flagFor, type Assumption } from './assumed.ts'
import type { ColumnType, Dialect } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import { countOf, missingTokens } from './infer-missing.ts'
import { numbersIn } from './infer-numbers.ts'
import { isStampColumn } from './infer-time.ts'
import { clockRank, isCode } from './name-hints.ts'

/** Share of values that must be of a type for a column to be. */
const MOSTLY = 0.99
/** Share of whole numbers such as 00050 from which on they are codes. */
const SOME_PADDED = 0.005
/** Numbers with a unit: 20.12K, 5 kg. */
const MEASURED = /^\P{L}{0,3}\d[\d.,' ]*\p{L}{0,6}$/u
/** So many different ones are more likely measured than named. */
const MANY = 50

export interface TypeContext extends Pick<Dialect, 'decimal'> {
  /** What was assumed is added. */
  readonly assumptions: Assumption[]
}

/** What the cells of a column are, by their sorts and its name. Dates whose order only a person can tell are a time too. */
export function inferType(look: ColumnLook, { decimal, assumptions }: TypeContext): ColumnType {
  const { name, seen, declared, examples } = look
  const { values } = seen
  const say = (text: string, flag: string | null = null): void =>
    void assumptions.push(assumed('type', name, text, flag))
  if (declared && declared.type !== 'numeric') return declared.type
  if (!declared && values > 0) {
    const read = values - countOf(missingTokens(look))
    const numbers = numbersIn(look, decimal)
    const dates = seen.dates + Math.max(seen.dayFirst, seen.monthFirst, seen.yearFirst)
    if (dates > 0 && dates >= MOSTLY * read) return 'time'
    if (numbers === 0 || numbers < MOSTLY * read) {
      if (seen.words === values) return 'boolean'
      const share = Math.round((100 * numbers) / values)
      if (share >= 50)
        say(`${name}: ${share} % of its values are numbers; taken as categories`, flagFor('--numeric', name))
      else if (clockRank(name) >= 0 && examples.every((text) => /\d/.test(text)))
        say(`${name} looks like dates that cannot be read: taken as categories`)
      else if (look.distinct >= MANY && examples.every((text) => MEASURED.test(text)))
        say(`${name}: texts such as "${examples[0]}" are no plain numbers: taken as ${look.distinct} categories`)
      return 'categorical'
    }
  }
  if (isStampColumn(look)) return 'time'
  if (seen.zeroPadded > SOME_PADDED * values && seen.whole === values) {
    const shown = examples.find((text) => /^0\d/.test(text))
    say(
      `${name}: whole numbers that begin with 0${shown ? `, as ${shown},` : ''} are taken as codes, so as categories`,
      flagFor('--numeric', name)
    )
    return 'categorical'
  }
  return values > 0 && seen.whole === values && isCode(name) ? 'categorical' : 'numeric'
}
