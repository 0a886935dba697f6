import { cos, sin } from '../../src/core/kernel/math.ts'
import type { Effects, Together } from './effects.ts'
import { FIELD, SLATE } from './fields.ts'
import type { Slate } from './slate.ts'

const QUARTER_TURN = 1.5707963267948966

/** Sets the logits of a slate to what columns add alone and together, `concept` of the way to the second pairs. */
export function addTogether(slate: Slate, [first, second]: Effects['together'], concept: number): void {
  const { alone, quality, bid } = slate.candidates
  slate.logits.fill(0)
  addPairs(slate, first, concept === 0 ? 1 : cos(concept * QUARTER_TURN), quality)
  if (concept > 0) addPairs(slate, second, sin(concept * QUARTER_TURN), bid)
  for (let i = 0; i < SLATE; i++) slate.logits[i] = alone[i] + slate.logits[i]
}

/** Adds a share of what the pairs of fields give, and the text match with another number. */
function addPairs(
  { visit, candidates, logits }: Slate,
  { pairs, numbers }: Together,
  share: number,
  other: Float64Array
): void {
  const [byInterest, bySite, byAge, byAgeAndFormat, byDevice] = pairs
  const { adCategory, format, match } = candidates
  const interest = visit.codes[FIELD.interest] * byInterest.width
  const site = visit.codes[FIELD.siteCategory] * bySite.width
  const age = visit.codes[FIELD.age] * byAge.width
  const ageAndFormat = visit.codes[FIELD.age] * byAgeAndFormat.width
  const device = visit.codes[FIELD.device] * byDevice.width
  for (let i = 0; i < SLATE; i++) {
    const category = adCategory[i]
    const product = numbers * match[i] * other[i]
    logits[i] +=
      share *
      (byInterest.cells[interest + category] +
        bySite.cells[site + category] +
        byAge.cells[age + category] +
        byAgeAndFormat.cells[ageAndFormat + format[i]] +
        byDevice.cells[device + format[i]] +
        (product === product ? product : 0))
  }
}
