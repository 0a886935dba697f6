import { asks, assumed } from './assumed.ts'
import type { Assumption, ColumnType, Role } from './import.ts'
import { amountRank, clockRank, groupRank, isElapsed, isLabelTime, isRowId, labelRank, wordsOf } from './name-hints.ts'
import type { ColumnLook } from './profile.ts'

/** A column of text with as many values as rows says nothing of the next row. */
const FEWEST_ROWS_OF_IDS = 50
/** Values of a clock that is not written as dates. */
const FEWEST_TICKS = 10
const MOST_CLASSES = 20
const NAMED = 3
/** Columns of files written by `exports/` that are no features. */
const PLAIN = ['label', 'truth', 'time', 'labelTime', 'request', 'position', 'relevance', 'customer', 'cluster']

export interface RoleContext {
  readonly looks: readonly ColumnLook[]
  readonly types: readonly ColumnType[]
  /** Roles that a person chose, by place; undefined where none was. */
  readonly asked: readonly (Role | undefined)[]
  /** Whether the sample is the whole file. */
  readonly isExact: boolean
}

/** What each column is for, by its name, its shape and what a person chose. */
export function inferRoles({ looks, types, asked, isExact }: RoleContext, assumptions: Assumption[]): Role[] {
  const roles = looks.map(({ declared }, i): Role => asked[i] ?? (declared?.refused ? 'ignore' : 'feature'))
  const free = (place: number) => asked[place] === undefined && roles[place] === 'feature'
  const isRefused = (place: number) => asked[place] === 'feature' || asked[place] === 'ignore'
  const give = (role: Role, rank: (place: number) => number): number => {
    const chosen = roles.indexOf(role)
    if (chosen >= 0) return chosen
    // Where a person refused the column that looks like it, no other takes its place unasked.
    const place = bestOf(looks, (i) => (free(i) || isRefused(i) ? rank(i) : -1))
    if (place < 0 || isRefused(place)) return -1
    roles[place] = role
    return place
  }
  const ignore = (why: string, holds: (place: number) => boolean): void => {
    const places = [...looks.keys()].filter((place) => free(place) && holds(place))
    for (const place of places) roles[place] = 'ignore'
    if (places.length === 0) return
    const names = places.map((place) => looks[place].name)
    assumptions.push(assumed('role', names.length === 1 ? names[0] : null, `ignored ${listed(names)}: ${why}`))
  }

  const isOwn = isOwnExport(looks)
  if (isOwn) {
    ignore('it is the answer', (i) => ['truth', 'relevance'].includes(looks[i].name))
    ignore('it may tell the answer', (i) => looks[i].name === 'cluster')
  }
  const label = give('label', (i) => labelFitness(looks[i], isExact))
  if (label < 0 && !looks.some((look, i) => isRefused(i) && labelFitness(look, isExact) >= 0))
    give('label', (i) => (looks[i].distinct === 2 ? looks.length - i : -1))
  if (!roles.includes('label')) {
    if (isExact && looks.every(({ distinct }) => distinct < 2))
      throw new Error('no column can be the label: none has two values')
    assumptions.push(
      asks(
        'label',
        null,
        'no column looks like a label: choose the one that says what is to be predicted',
        '--label NAME'
      )
    )
  }
  give('labelTime', (i) => (isLabelTime(looks[i].name) ? 0 : -1))
  const time = give('time', (i) => clockFitness(looks[i], types[i]))
  if (time < 0 && roles.includes('labelTime')) roles[roles.indexOf('labelTime')] = 'ignore'
  ignore('another clock', (i) => clockFitness(looks[i], types[i]) >= 0)
  give('group', (i) => (isShared(looks[i]) ? groupRank(looks[i].name) : -1))
  if (isOwn) ignore('no feature where it was exported', (i) => PLAIN.includes(looks[i].name))
  else if (label >= 0)
    ignore(`by its name it tells more of the label ${looks[label].name}`, (i) =>
      goesOn(looks[i].name, looks[label].name)
    )
  give('amount', (i) => (types[i] === 'numeric' ? amountRank(looks[i].name) : -1))
  ignore('a value of its own in every row', (i) => isUnique(looks[i], types[i]))
  return roles
}

/** Lower is better, −1 is no label at all. */
function labelFitness({ name, distinct }: ColumnLook, isExact: boolean): number {
  const rank = labelRank(name)
  // A rare value may be missing from a sample.
  if (rank < 0 || distinct < (isExact ? 2 : 1) || distinct > MOST_CLASSES) return -1
  return rank + 100 * (distinct === 2 ? 0 : distinct === 1 ? 1 : 2)
}

function clockFitness({ name, seen, numbers, distinct }: ColumnLook, type: ColumnType): number {
  const rank = clockRank(name)
  if (type === 'time') return isElapsed(name) ? -1 : rank < 0 ? 50 : rank
  const counts =
    type === 'numeric' && seen.values > 0 && numbers !== null && numbers[0] >= 0 && distinct >= FEWEST_TICKS
  return counts && rank >= 0 ? 100 + rank : -1
}

function isShared(look: ColumnLook): boolean {
  return look.distinct > 1 && !look.isWithoutRepeats
}

function isUnique({ name, seen, distinct, isWithoutRepeats }: ColumnLook, type: ColumnType): boolean {
  if (distinct < FEWEST_ROWS_OF_IDS || !isWithoutRepeats) return false
  if (type === 'categorical' || isRowId(name)) return true
  return type === 'numeric' && seen.inSteps > 0.9 * seen.values && seen.whole === seen.values
}

/** Written by `exports/`: its columns carry their sort before their name. */
function isOwnExport(looks: readonly ColumnLook[]): boolean {
  return looks.every(({ name }) => PLAIN.includes(name) || /^[nc]_/.test(name))
}

/** `TX_FRAUD_SCENARIO` goes on from `TX_FRAUD`. */
function goesOn(name: string, label: string): boolean {
  const words = wordsOf(name)
  return wordsOf(label).every((word, i) => words[i] === word)
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

function listed(names: readonly string[]): string {
  return names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`
    : names.join(', ')
}
