import { assumed } from './assumed.ts'
import { unitBySize } from './columns/clock.ts'
import type { Assumption, ColumnType, Dialect, TimeUnit } from './import.ts'
import { clockRank, isCode, isElapsed, wordsOf } from './name-hints.ts'
import type { ColumnLook } from './profile.ts'

/** Share of values that must be of a type for a column to be. */
const MOSTLY = 0.99
const [DAY_FIRST, MONTH_FIRST] = ['day/month/year', 'month/day/year'] as const

export interface TypeContext extends Pick<Dialect, 'decimal'> {
  /** What was assumed is added. */
  readonly assumptions: Assumption[]
}

/** What the cells of a column are, by their sorts and its name. */
export function inferType(look: ColumnLook, { decimal, assumptions }: TypeContext): ColumnType {
  const { name, seen, declared, examples } = look
  const { values } = seen
  const numbers = decimal === ',' ? seen.commaNumbers : seen.numbers
  const say = (text: string): void => void assumptions.push(assumed('type', name, text))
  if (declared && declared.type !== 'numeric') return declared.type
  if (!declared && values > 0) {
    if (seen.dates >= MOSTLY * values) return 'time'
    if (Math.max(seen.dayFirst, seen.monthFirst) >= MOSTLY * values) {
      if (seen.dayFirst !== seen.monthFirst) {
        say(`${name}: read as ${unitOf(look)}, as no other order fits every date`)
        return 'time'
      }
      say(`${name} looks like dates, and may have its day or its month first: read as categories`)
      return 'categorical'
    }
    if (numbers < MOSTLY * values) {
      if (seen.words === values) return 'boolean'
      const share = Math.round((100 * numbers) / values)
      if (share >= 50) say(`${name}: ${share} % of its values are numbers; taken as categories`)
      else if (clockRank(name) >= 0 && examples.every((text) => /\d/.test(text)))
        say(`${name} looks like dates that cannot be read: taken as categories`)
      return 'categorical'
    }
  }
  if (isDigitDates(look)) {
    say(`${name}: read as dates written yyyymmdd`)
    return 'time'
  }
  return values > 0 && seen.whole === values && isCode(name) ? 'categorical' : 'numeric'
}

/** What a column counts, or how its dates are written, where it is a time. */
export function unitOf(look: ColumnLook): TimeUnit {
  const { name, seen, numbers } = look
  if (seen.dayFirst > seen.monthFirst) return DAY_FIRST
  if (seen.monthFirst > seen.dayFirst) return MONTH_FIRST
  if (seen.dayFirst > 0) return DAY_FIRST
  if (seen.values > 0 && seen.digitDates === seen.values) return 'yyyymmdd'
  const words = wordsOf(name)
  const named = (...units: string[]) => units.some((unit) => words.includes(unit))
  if (named('ms', 'millis', 'milliseconds')) return 'milliseconds'
  if (named('step', 'hour', 'hours')) return 'hours'
  if (named('minute', 'minutes')) return 'minutes'
  return named('day', 'days') ? 'days' : unitBySize(numbers?.[1] ?? 0)
}

/** By its name too: other numbers of eight digits may look so. */
function isDigitDates({ name, seen }: ColumnLook): boolean {
  return seen.values > 0 && seen.digitDates === seen.values && (clockRank(name) >= 0 || isElapsed(name))
}
