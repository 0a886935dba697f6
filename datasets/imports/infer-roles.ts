import { areExported, isAnswer, isBesideFeatures } from '../exports/columns.ts'
import { assumed, flagFor, type Assumption } from './assumed.ts'
import type { ColumnType, Role } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import { identifierReason, isNearlyUnique } from './identifiers.ts'
import { likelyLabel } from './label-candidates.ts'
import { isLabelTime } from './label-names.ts'
import { clockRank, groupRank, isElapsed, isIdName, isThing } from './name-hints.ts'
import { amountRank } from './quantity-names.ts'
import { listed, shownCount } from '../../src/core/kernel/words.ts'

/** Values of a clock that is not written as dates. */
const FEWEST_TICKS = 10
/** A group by its shape alone: so many values at least, and so many rows of each at most. */
const FEWEST_GROUPS = 100
const MOST_ROWS_OF_GROUP = 50
/** Columns left out for one reason that get a line each. */
const LINES = 8
/** Of them named in one line. */
const MOST_NAMED = 30

/** Columns of files written by `exports/` that no other name tells. */
const OF_EXPORTS = {
  user: 'the user who asked, as it was exported',
  grade: 'how relevant a row is, as it was exported',
  outcome: 'what came of a row, as it was exported',
} as const

export interface RoleContext {
  readonly looks: readonly ColumnLook[]
  readonly types: readonly ColumnType[]
  /** Roles that a person chose, by place; undefined where none was. */
  readonly asked: readonly (Role | undefined)[]
  readonly rows: { readonly count: number; readonly exact: boolean }
  readonly sampled: number
}

/** What each column is for, by its name, its shape and what a person chose. */
export function inferRoles({ looks, types, asked, rows, sampled }: RoleContext, assumptions: Assumption[]): Role[] {
  const roles = looks.map(({ declared }, i): Role => asked[i] ?? (declared?.refused ? 'ignore' : 'feature'))
  const free = (place: number) => asked[place] === undefined && roles[place] === 'feature'
  const isRefused = (place: number) => asked[place] === 'feature' || asked[place] === 'ignore'
  const say = (place: number, text: string, role: Role): void => {
    const { name } = looks[place]
    const flag = `--${role === 'labelTime' ? 'label-time' : role} NAME`
    if (asked[place] === undefined) assumptions.push(assumed('role', name, `${name} is taken as ${text}`, flag))
  }
  const give = (role: Role, rank: (place: number) => number): number => {
    const chosen = roles.indexOf(role)
    if (chosen >= 0) return chosen
    // Where a person refused the column that looks like it, no other takes its place unasked.
    const place = bestOf(looks, (i) => (free(i) || isRefused(i) ? rank(i) : -1))
    if (place < 0 || isRefused(place)) return -1
    roles[place] = role
    return place
  }
  const ignore = (reason: (place: number) => string | null, lines = LINES): void => {
    const places = new Map<string, number[]>()
    for (const place of looks.keys()) {
      const why = free(place) ? reason(place) : null
      if (why !== null) places.set(why, [...(places.get(why) ?? []), place])
    }
    for (const [why, found] of places) {
      const names = found.map((place) => looks[place].name)
      for (const place of found) roles[place] = 'ignore'
      const said =
        names.length > lines
          ? [assumed('role', null, `ignored ${listed(names, MOST_NAMED)}: ${why}`, '--feature NAME')]
          : []
      for (const name of said.length > 0 ? [] : names)
        said.push(assumed('role', name, `ignored ${name}: ${why}`, flagFor('--feature', name)))
      assumptions.push(...said)
    }
  }
  const where = (holds: (place: number) => boolean, why: string) => (place: number) => (holds(place) ? why : null)

  const isOwn = areExported(looks.map(({ name }) => name))
  if (isOwn) {
    ignore(
      where((i) => isAnswer(looks[i].name), 'it is the answer'),
      1
    )
    ignore(
      where((i) => looks[i].name === 'cluster', 'it may tell the answer'),
      1
    )
    for (const role of ['user', 'grade', 'outcome'] as const) {
      const place = give(role, (i) => (looks[i].name === role ? 0 : -1))
      if (place >= 0) say(place, OF_EXPORTS[role], role)
    }
  }
  if (!roles.includes('label')) {
    const label = likelyLabel({ looks, isFree: free, isExact: rows.exact }, assumptions)
    if (label >= 0) roles[label] = 'label'
  }
  const labelTime = give('labelTime', (i) => (isLabelTime(looks[i].name) ? 0 : -1))
  const time = give('time', (i) => clockFitness(looks[i], types[i]))
  if (time >= 0)
    say(time, `the time of a row, ${clockRank(looks[time].name) >= 0 ? 'by its name' : 'as it holds dates'}`, 'time')
  if (labelTime >= 0 && time >= 0) say(labelTime, 'the time at which the label was known, by its name', 'labelTime')
  if (time < 0 && labelTime >= 0 && asked[labelTime] === undefined) {
    roles[labelTime] = 'ignore'
    const { name } = looks[labelTime]
    const text = `ignored ${name}: when a label was known says nothing without a time of the row`
    assumptions.push(assumed('role', name, text, '--time NAME'))
  }
  ignore(where((i) => clockFitness(looks[i], types[i]) >= 0, 'the rows have another time'))
  const group = give('group', (i) => groupFitness(looks[i], types[i], rows.count / Math.max(1, sampled)))
  if (group >= 0)
    say(group, `the group: rows of one of its ${shownCount(looks[group].distinct)} values belong together`, 'group')
  if (isOwn)
    ignore(
      where((i) => isBesideFeatures(looks[i].name), 'no feature where it was exported'),
      1
    )
  const amount = give('amount', (i) => (types[i] === 'numeric' ? amountRank(looks[i].name) : -1))
  if (amount >= 0) say(amount, 'what a row is worth, by its name', 'amount')
  const areNamed = looks.some(({ name }, i) => i > 0 && !/^column_\d+$/.test(name))
  ignore((i) => identifierReason(looks[i], types[i], i === 0 && areNamed && looks[i].name === 'column_1'))
  return roles
}

function clockFitness({ name, seen, numbers, distinct }: ColumnLook, type: ColumnType): number {
  const rank = clockRank(name)
  if (type === 'time') return isElapsed(name) ? -1 : rank < 0 ? 50 : rank
  const counts =
    type === 'numeric' && seen.values > 0 && numbers !== null && numbers[0] >= 0 && distinct >= FEWEST_TICKS
  return counts && rank >= 0 ? 100 + rank : -1
}

/** By its name, or by a name of things and values that come a few times each. `rowsPerSampled` rows of the file stand behind one looked at. */
function groupFitness(look: ColumnLook, type: ColumnType, rowsPerSampled: number): number {
  const { name, seen, distinct, repeats } = look
  if (distinct < 2 || repeats === 0) return -1
  const rank = groupRank(name)
  // A name that comes twice in a large file comes once in most samples of it.
  if (isNearlyUnique(look) && !(rank >= 0 && repeats * rowsPerSampled > 0.5 * seen.values)) return -1
  if (rank >= 0) return rank
  const isShaped =
    (type === 'categorical' || seen.whole === seen.values) &&
    distinct >= FEWEST_GROUPS &&
    seen.values <= MOST_ROWS_OF_GROUP * distinct
  return isShaped && isIdName(name) && !isThing(name) ? 1000 : -1
}

function bestOf(looks: readonly ColumnLook[], rank: (place: number) => number): number {
  let best = -1
  let least = Infinity
  for (let place = 0; place < looks.length; place++) {
    const found = rank(place)
    if (found >= 0 && found < least) {
      best = place
      least = found
    }
  }
  return best
}
