import type { ColumnType, Role } from './import.ts'
import { amountRank, clockRank, groupRank, isElapsed, isLabelTime, isRowId, labelRank, wordsOf } from './name-hints.ts'
import type { Profile } from './profile.ts'

/** A column of text with as many values as rows says nothing of the next row. */
const FEWEST_ROWS_OF_IDS = 50
/** Values of a clock that is not written as dates. */
const FEWEST_TICKS = 10
const MOST_CLASSES = 20
const NAMED = 3
/** Columns of files written by `exports/` that are no features. */
const PLAIN = ['label', 'truth', 'time', 'labelTime', 'request', 'position', 'relevance', 'customer', 'cluster']

/** What each column is for, by its name and its shape. */
export function inferRoles(
  profiles: readonly Profile[],
  types: readonly ColumnType[],
  isExact: boolean,
  warnings: string[]
): Role[] {
  const roles = profiles.map((profile): Role => (profile.declared?.refused ? 'ignore' : 'feature'))
  const free = (place: number) => roles[place] === 'feature'
  const give = (role: Role, rank: (place: number) => number): number => {
    const place = bestOf(profiles, (i) => (free(i) ? rank(i) : -1))
    if (place >= 0) roles[place] = role
    return place
  }
  const ignore = (why: string, holds: (place: number) => boolean): void => {
    const places = [...profiles.keys()].filter((place) => free(place) && holds(place))
    for (const place of places) roles[place] = 'ignore'
    if (places.length > 0) warnings.push(`ignored ${listed(places.map((place) => profiles[place].name))}: ${why}`)
  }

  const isOwn = isOwnExport(profiles)
  if (isOwn) {
    ignore('it is the answer', (i) => ['truth', 'relevance'].includes(profiles[i].name))
    ignore('it may tell the answer', (i) => profiles[i].name === 'cluster')
  }
  const label = give('label', (i) => labelFitness(profiles[i], isExact))
  if (label < 0) give('label', (i) => (profiles[i].distinct === 2 ? profiles.length - i : -1))
  if (!roles.includes('label')) {
    if (isExact && profiles.every(({ distinct }) => distinct < 2))
      throw new Error('no column can be the label: none has two values')
    warnings.push('no column looks like a label: choose the one that says what is to be predicted')
  }
  give('labelTime', (i) => (isLabelTime(profiles[i].name) ? 0 : -1))
  const time = give('time', (i) => clockFitness(profiles[i], types[i]))
  if (time < 0 && roles.includes('labelTime')) roles[roles.indexOf('labelTime')] = 'ignore'
  ignore('another clock', (i) => clockFitness(profiles[i], types[i]) >= 0)
  give('group', (i) => (isShared(profiles[i]) ? groupRank(profiles[i].name) : -1))
  if (isOwn) ignore('no feature where it was exported', (i) => PLAIN.includes(profiles[i].name))
  else if (label >= 0)
    ignore(`by its name it tells more of the label ${profiles[label].name}`, (i) =>
      goesOn(profiles[i].name, profiles[label].name)
    )
  give('amount', (i) => (types[i] === 'numeric' ? amountRank(profiles[i].name) : -1))
  ignore('a value of its own in every row', (i) => isUnique(profiles[i], types[i]))
  return roles
}

/** Lower is better, −1 is no label at all. */
function labelFitness({ name, distinct }: Profile, isExact: boolean): number {
  const rank = labelRank(name)
  // A rare value may be missing from a sample.
  if (rank < 0 || distinct < (isExact ? 2 : 1) || distinct > MOST_CLASSES) return -1
  return rank + 100 * (distinct === 2 ? 0 : distinct === 1 ? 1 : 2)
}

function clockFitness({ name, seen, min, distinct }: Profile, type: ColumnType): number {
  const rank = clockRank(name)
  if (type === 'time') return isElapsed(name) ? -1 : rank < 0 ? 50 : rank
  const counts = type === 'numeric' && seen.values > 0 && min >= 0 && distinct >= FEWEST_TICKS
  return counts && rank >= 0 ? 100 + rank : -1
}

function isShared(profile: Profile): boolean {
  return profile.distinct > 1 && !profile.isWithoutRepeats
}

function isUnique({ name, seen, distinct, isWithoutRepeats }: Profile, type: ColumnType): boolean {
  if (distinct < FEWEST_ROWS_OF_IDS || !isWithoutRepeats) return false
  if (type === 'categorical' || isRowId(name)) return true
  return type === 'numeric' && seen.inSteps > 0.9 * seen.values && seen.whole === seen.values
}

/** Written by `exports/`: its columns carry their sort before their name. */
function isOwnExport(profiles: readonly Profile[]): boolean {
  return profiles.every(({ name }) => PLAIN.includes(name) || /^[nc]_/.test(name))
}

/** `TX_FRAUD_SCENARIO` goes on from `TX_FRAUD`. */
function goesOn(name: string, label: string): boolean {
  const words = wordsOf(name)
  return wordsOf(label).every((word, i) => words[i] === word)
}

function bestOf(profiles: readonly Profile[], rank: (place: number) => number): number {
  let best = -1
  let least = Infinity
  for (let place = 0; place < profiles.length; place++) {
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
