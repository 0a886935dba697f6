import { unitBySize } from './columns/clock.ts'
import type { ColumnPlan, ColumnType, Dialect, ImportFormat, ImportPlan, Role, Sample, TimeUnit } from './import.ts'
import { inferRoles } from './infer-roles.ts'
import { MISSING_TEXTS } from './missing-texts.ts'
import { clockRank, isCode, isElapsed, wordsOf } from './name-hints.ts'
import { likelyPositive } from './positive.ts'
import type { Profile } from './profile.ts'

/** Share of values that must be of a type for a column to be. */
const MOSTLY = 0.99
/** Values of a label, of which one is positive. */
const LOOKED_AT = 50
const [DAY_FIRST, MONTH_FIRST] = ['day/month/year', 'month/day/year'] as const

/** A plan by the names and shapes of columns, and what a person should know of it. */
export function inferPlan(format: ImportFormat, { profiles, dialect, rows }: Sample) {
  const warnings: string[] = []
  const types = profiles.map((profile) => typeOf(profile, dialect, warnings))
  const roles = inferRoles(profiles, types, rows.exact, warnings)
  const columns = profiles.map((profile, i) => columnOf(profile, types[i], roles[i]))
  const label = roles.indexOf('label')
  const positive = label < 0 ? '' : likelyPositive(profiles[label].frequent(LOOKED_AT))
  if (label >= 0 && profiles[label].distinct > 2)
    warnings.push(
      `${profiles[label].name} has ${profiles[label].distinct} values: ${positive} counts as positive alone`
    )
  const plan: ImportPlan = { format, dialect, columns, positive, rows: null }
  return { plan, warnings }
}

function columnOf(profile: Profile, type: ColumnType, role: Role): ColumnPlan {
  const { name } = profile
  const isTime = role === 'time' || role === 'labelTime' || type === 'time'
  const plain = { name, role, type: isTime ? 'time' : type, missing: MISSING_TEXTS } as const
  return isTime ? { ...plain, timeUnit: profile.declared?.timeUnit ?? unitOf(profile) } : plain
}

function typeOf(profile: Profile, dialect: Dialect | null, warnings: string[]): ColumnType {
  const { name, seen, declared } = profile
  const { values } = seen
  const numbers = dialect?.decimal === ',' ? seen.commaNumbers : seen.numbers
  if (declared && declared.type !== 'numeric') return declared.type
  if (!declared && values > 0) {
    if (seen.dates >= MOSTLY * values) return 'time'
    if (Math.max(seen.dayFirst, seen.monthFirst) >= MOSTLY * values) {
      if (seen.dayFirst !== seen.monthFirst) {
        warnings.push(`${name}: read as ${unitOf(profile)}, as no other order fits every date`)
        return 'time'
      }
      warnings.push(`${name} looks like dates, and may have its day or its month first: read as categories`)
      return 'categorical'
    }
    if (numbers < MOSTLY * values) {
      if (seen.words === values) return 'boolean'
      const share = Math.round((100 * numbers) / values)
      if (share >= 50) warnings.push(`${name}: ${share} % of its values are numbers; taken as categories`)
      else if (clockRank(name) >= 0 && profile.frequent(LOOKED_AT).every((text) => /\d/.test(text)))
        warnings.push(`${name} looks like dates that cannot be read: taken as categories`)
      return 'categorical'
    }
  }
  if (isDigitDates(profile)) {
    warnings.push(`${name}: read as dates written yyyymmdd`)
    return 'time'
  }
  return values > 0 && seen.whole === values && isCode(name) ? 'categorical' : 'numeric'
}

/** By its name too: other numbers of eight digits may look so. */
function isDigitDates({ name, seen }: Profile): boolean {
  return seen.values > 0 && seen.digitDates === seen.values && (clockRank(name) >= 0 || isElapsed(name))
}

function unitOf(profile: Profile): TimeUnit {
  const { name, max, seen } = profile
  if (seen.dayFirst > seen.monthFirst) return DAY_FIRST
  if (seen.monthFirst > seen.dayFirst) return MONTH_FIRST
  if (isDigitDates(profile)) return 'yyyymmdd'
  const words = wordsOf(name)
  const named = (...units: string[]) => units.some((unit) => words.includes(unit))
  if (named('ms', 'millis', 'milliseconds')) return 'milliseconds'
  if (named('step', 'hour', 'hours')) return 'hours'
  if (named('minute', 'minutes')) return 'minutes'
  return named('day', 'days') ? 'days' : unitBySize(max)
}
