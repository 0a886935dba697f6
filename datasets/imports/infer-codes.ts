import { assumed, flagFor, type Assumption } from './assumed.ts'
import type { ColumnChoice } from './choices.ts'
import type { ColumnType, Role } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import type { KeptLabels } from './kept-labels.ts'
import { isCodeOfFew } from './name-hints.ts'
import { isQuantity } from './quantity-names.ts'
import { departureOf, type Rates } from './rate-curve.ts'

/** Values of a column whose name says codes. */
const MOST_NAMED = 100
const FEWEST_ROWS_EACH = 5
/** Values of a column whose rates alone show that it holds codes, and kept rows of each. */
const [FEWEST, MOST] = [3, 30]
const FEWEST_ROWS_OF_RATE = 30
const FEWEST_OF_CLASS = 20
/** Whatever trees can ask of so few values they can ask of categories too. */
const FEW = 8
const FEW_STATES = 15
/** Standard deviations beyond chance: one column in 300,000. */
const BEYOND_CHANCE = 4.5
const MISSED = 0.1

export interface CodeContext {
  readonly looks: readonly ColumnLook[]
  readonly types: readonly ColumnType[]
  readonly roles: readonly Role[]
  readonly choices: readonly (ColumnChoice | undefined)[]
  /** null while there is none. */
  readonly labels: KeptLabels | null
}

/** Columns of few whole numbers that are codes rather than quantities: by their name, or since the rates of positives by value lie on no line. Gives the types. */
export function inferCodes(context: CodeContext, assumptions: Assumption[]): ColumnType[] {
  const { looks, types, roles, choices, labels } = context
  return types.map((type, place) => {
    const look = looks[place]
    const { name, seen, declared, distinct } = look
    const isOpen = roles[place] === 'feature' && choices[place]?.type === undefined && !/^[nc]_/.test(name)
    if (!isOpen || seen.values === 0 || seen.whole < seen.values || distinct < FEWEST) return type
    if (type !== 'numeric' && (type !== 'categorical' || declared)) return type
    // Why it is categories was said of its cells already.
    if (assumptions.some(({ about, column }) => about === 'type' && column === name)) return type
    const why = type === 'categorical' || isNamed(look) ? 'its name says codes' : labels && whyByRates(look, labels)
    if (!why) return type
    const text = `${name} is taken as categories: whole numbers of ${distinct} values, and ${why}`
    assumptions.push(assumed('type', name, text, flagFor('--numeric', name)))
    return 'categorical'
  })
}

function isNamed({ name, seen, distinct }: ColumnLook): boolean {
  return isCodeOfFew(name) && distinct <= MOST_NAMED && seen.values >= FEWEST_ROWS_EACH * distinct
}

function whyByRates({ name, distinct, kept, numbers }: ColumnLook, labels: KeptLabels): string | null {
  const rows = labels.positives + labels.negatives
  const rarer = Math.min(labels.positives, labels.negatives)
  const isNegative = (numbers?.[0] ?? 0) < 0
  // No count is negative, whatever its name.
  if (
    distinct > MOST ||
    (isQuantity(name) && !isNegative) ||
    rarer < FEWEST_OF_CLASS ||
    rows < FEWEST_ROWS_OF_RATE * distinct
  )
    return null
  const rates = ratesOf(kept, labels)
  if (rates.numbers.length < FEWEST) return null
  const { line, order, missed } = departureOf(rates)
  if (line < BEYOND_CHANCE || missed < MISSED) return null
  const areStates = isNegative && distinct <= FEW_STATES
  return distinct <= FEW || areStates || order >= BEYOND_CHANCE
    ? 'the share of positives by value lies on no straight line'
    : null
}

/** Of the values that have rows enough. */
function ratesOf({ ranks, numbers }: ColumnLook['kept'], labels: KeptLabels): Rates {
  const tallies = Array.from(numbers, (number) => ({ number, positives: 0, negatives: 0 }))
  for (let row = 0; row < ranks.length; row++) {
    if (ranks[row] === 0) continue
    if (labels.of[row] === 1) tallies[ranks[row] - 1].positives++
    else if (labels.of[row] === 0) tallies[ranks[row] - 1].negatives++
  }
  const known = tallies.filter(({ positives, negatives }) => positives + negatives >= FEWEST_ROWS_EACH)
  return {
    numbers: known.map(({ number }) => number),
    positives: known.map(({ positives }) => positives),
    negatives: known.map(({ negatives }) => negatives),
  }
}
