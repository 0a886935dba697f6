import { clockRank, isElapsed, isIdName } from './name-hints.ts'
import { isSpreadAsNames } from './number-spread.ts'
import type { ColumnType } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import { isQuantity } from './quantity-names.ts'

/** A column with as many values as rows says nothing of the next row. */
const FEWEST_VALUES = 50
/** The same by a name that says so. */
const FEWEST_NAMED = 20
/** Share of values that may have come before in a column of names of things. */
const MOST_REPEATS = 0.05
/** Share of numbers that must be one more than the number before in a column that counts rows. */
const MOSTLY_STEPS = 0.9

/** Whether a value of its own stands in every row, or in nearly every one. */
export function isNearlyUnique({ seen, distinct, repeats }: ColumnLook): boolean {
  return distinct > 1 && repeats <= MOST_REPEATS * seen.values
}

/**
 * Why a column names rows rather than says something of them; null where it does not. Texts that hardly repeat do, and
 * whole numbers by their name or by how they spread, but for those that count or measure by their name.
 */
export function identifierReason(look: ColumnLook, type: ColumnType, isUnnamed: boolean): string | null {
  const { name, seen, distinct, repeats, missing } = look
  const isNamed = isIdName(name) || isUnnamed
  if (distinct < (isNamed ? FEWEST_NAMED : FEWEST_VALUES) || !isNearlyUnique(look)) return null
  const own = `a value of its own in ${repeats === 0 ? '' : 'nearly '}every row${missing > 0 ? ' that has one' : ''}`
  if (type === 'categorical') return own
  if (type !== 'numeric' || seen.whole < seen.values) return null
  if (isNamed) return own
  if (isQuantity(name) || clockRank(name) >= 0 || isElapsed(name)) return null
  if (seen.inSteps > MOSTLY_STEPS * seen.values) return own
  return isSpreadAsNames(look) ? `${own}, spread as numbers that were given out` : null
}
