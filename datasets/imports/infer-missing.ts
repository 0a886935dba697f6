import { currenciesIn } from './cells/currency.ts'
import { isBareSign, isZeroDate, saysMissing } from './missing-texts.ts'
import type { ColumnLook } from './profile.ts'
import type { Counted } from './sample-others.ts'

/** Different values from which on a word that is none of them is more likely no value than one of a few codes. */
const FEWEST_VALUES = 10
/** Share of a column from which on one word means missing, whichever it is. */
const OFTEN = 0.01

/** Texts that stand for missing in a column whose other values are numbers or dates: signs, words that say so, and one word that comes often. */
export function missingTokens(look: ColumnLook): Counted[] {
  const { texts, distinct, seen } = look
  const isOfMany = distinct - texts.length >= FEWEST_VALUES
  const found = texts.filter(
    ({ text }) =>
      (isBareSign(text) && currenciesIn([text]).length === 0) || isZeroDate(text) || (isOfMany && saysMissing(text))
  )
  const [most] = texts.filter((one) => !found.includes(one))
  if (isOfMany && most && most.count >= OFTEN * (seen.values + seen.missing) && !/\p{N}/u.test(most.text))
    found.push(most)
  return found
}

export function countOf(tokens: readonly Counted[]): number {
  return tokens.reduce((sum, { count }) => sum + count, 0)
}
