import { asks, assumed, type Assumption } from './assumed.ts'
import type { ColumnLook } from './profile.ts'
import { labelValues } from './label-classes.ts'
import { isWeakLabel, labelRank, labelWordRank } from './label-names.ts'
import { listed } from '../../src/core/kernel/words.ts'

const MOST_CLASSES = 20
/** Candidates that a question names. */
const NAMED = 8
const FLAG = '--label NAME'

export interface LabelCandidates {
  readonly looks: readonly ColumnLook[]
  /** Whether the column may be taken without a question. */
  readonly isFree: (place: number) => boolean
  readonly isExact: boolean
}

/** The place of the one column that is clearly the label; −1 where a person must choose, which is then among the assumptions. */
export function likelyLabel({ looks, isFree, isExact }: LabelCandidates, assumptions: Assumption[]): number {
  const places = [...looks.keys()].filter(isFree)
  const classes = places.map((place) => classCount(looks[place], isExact))
  const of = (count: (classes: number) => boolean, rank: (name: string) => number) =>
    places.filter((place, i) => count(classes[i]) && rank(looks[place].name) >= 0)
  const take = (place: number, why: string): number => {
    const { name } = looks[place]
    assumptions.push(assumed('label', name, `${name} is taken as the label, ${why}`, FLAG))
    return place
  }
  const choose = (found: readonly number[]): number => {
    const names = listed(
      found.map((place) => looks[place].name),
      NAMED
    )
    const which = found.length > 0 ? `several columns may be the label (${names})` : 'no column looks like a label'
    const text = `${which}: choose the one that says what is to be predicted`
    assumptions.push(asks('label', null, text, FLAG))
    return -1
  }
  const two = (count: number) => count === 2
  const named = of(two, labelRank)
  const pairs = places.filter((place, i) => classes[i] === 2 && looks[place].distinct === 2)
  const last = pairs.find((place) => place === looks.length - 1)
  if (named.length === 1) {
    const [place] = named
    const isRivalled = last !== undefined && last !== place && isWeakLabel(looks[place].name)
    return isRivalled ? choose([place, last]) : take(place, 'by its name')
  }
  if (named.length > 1) return choose(named)
  // A rare value may be missing from a sample.
  const single = isExact ? [] : of((count) => count === 1, labelRank)
  const worded = of(two, labelWordRank)
  const several = of((count) => count > 2 && count <= MOST_CLASSES, labelRank)
  for (const found of [single, worded, several])
    if (found.length > 0) return found.length === 1 ? take(found[0], 'by its name') : choose(found)
  if (wasRefused(looks, isFree, isExact)) return choose([])
  if (pairs.length === 1) return take(pairs[0], 'as no other column has two values')
  if (pairs.length > 1) return choose(pairs)
  if (isExact && looks.every(({ distinct }) => distinct < 2))
    throw new Error('no column can be the label: none has two values')
  return choose([])
}

/** Where a person refused the column that looks like the label, no other takes its place unasked. */
function wasRefused(looks: readonly ColumnLook[], isFree: (place: number) => boolean, isExact: boolean): boolean {
  return looks.some((look, place) => !isFree(place) && labelRank(look.name) >= 0 && classCount(look, isExact) === 2)
}

/** How many classes a column would have as the label; 0 where its values are no classes. */
function classCount(look: ColumnLook, isExact: boolean): number {
  const { seen, distinct, examples, declared } = look
  const isFraction = seen.numbers > 0.5 * seen.values && seen.whole < seen.numbers
  if (declared?.refused || isFraction || seen.dates > 0.5 * seen.values) return 0
  return distinct > examples.length ? distinct : labelValues(look, { isExact }).classes.length
}
