import { unitBySize } from './columns/clock.ts'
import type { ColumnPlan, ColumnType, Dialect, ImportFormat, ImportPlan, Role, Sample, TimeUnit } from './import.ts'
import { inferRoles } from './infer-roles.ts'
import { isCode, wordsOf } from './name-hints.ts'
import { likelyPositive } from './positive.ts'
import { MISSING_TEXTS, type Profile } from './profile.ts'

/** Share of values that must be of a type for a column to be. */
const MOSTLY = 0.99
/** Values of a label, of which one is positive. */
const LOOKED_AT = 50

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

function typeOf({ name, seen, declared }: Profile, dialect: Dialect | null, warnings: string[]): ColumnType {
  const { values } = seen
  const numbers = dialect?.decimal === ',' ? seen.commaNumbers : seen.numbers
  if (declared && declared.type !== 'numeric') return declared.type
  if (!declared && values > 0) {
    if (seen.dates >= MOSTLY * values) return 'time'
    if (numbers < MOSTLY * values) {
      if (seen.words === values) return 'boolean'
      const share = Math.round((100 * numbers) / values)
      if (share >= 50) warnings.push(`${name}: ${share} % of its values are numbers; taken as categories`)
      return 'categorical'
    }
  }
  return values > 0 && seen.whole === values && isCode(name) ? 'categorical' : 'numeric'
}

function unitOf({ name, max }: Profile): TimeUnit {
  const words = wordsOf(name)
  const named = (...units: string[]) => units.some((unit) => words.includes(unit))
  if (named('ms', 'millis', 'milliseconds')) return 'milliseconds'
  if (named('step', 'hour', 'hours')) return 'hours'
  if (named('minute', 'minutes')) return 'minutes'
  return named('day', 'days') ? 'days' : unitBySize(max)
}
