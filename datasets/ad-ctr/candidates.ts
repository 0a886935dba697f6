import type { Random } from '../../src/core/kernel/random.ts'
import type { Chances } from './chances.ts'
import { SLOPE, type Effects } from './effects.ts'
import { entityPicker, type Entities } from './entities.ts'
import { FIELD, NUMBER, SLATE, type AdCtrSettings, type FieldSize } from './fields.ts'
import type { Levers } from './levers.ts'
import { absence } from './missing.ts'
import type { Visit } from './visit.ts'

/** The candidates of a request in the order drawn: codes as a model sees them, standard normals with NaN for missing. */
export interface Candidates {
  readonly ad: Uint16Array
  readonly advertiser: Uint16Array
  readonly adCategory: Uint16Array
  readonly format: Uint16Array
  readonly affinity: Float64Array
  readonly match: Float64Array
  readonly quality: Float64Array
  readonly bid: Float64Array
  readonly adAge: Float64Array
  /** What the effects of single columns add to the true logits: all that the logging policy knows. */
  readonly alone: Float64Array
}

export function emptyCandidates(): Candidates {
  const codes = () => new Uint16Array(SLATE)
  const numbers = () => new Float64Array(SLATE)
  return {
    ad: codes(),
    advertiser: codes(),
    adCategory: codes(),
    format: codes(),
    affinity: numbers(),
    match: numbers(),
    quality: numbers(),
    bid: numbers(),
    adAge: numbers(),
    alone: numbers(),
  }
}

/** A hot loop; tests/bench/rows/draw-ad-table.ts times it. */
export function candidateDrawer(
  { missingRate }: AdCtrSettings,
  sizes: readonly FieldSize[],
  entities: Entities,
  effects: Effects,
  bend: Random
) {
  const { advertiserOf, adCategoryOf, formatOf } = entities
  const adOf = entityPicker(entities.ads, sizes[FIELD.ad], bend)
  const ofAd = effects.alone[FIELD.ad]
  const ofAdvertiser = effects.alone[FIELD.advertiser]
  const ofCategory = effects.alone[FIELD.adCategory]
  const ofFormat = effects.alone[FIELD.format]
  const detailsGap = absence('details', missingRate)
  const auctionGap = absence('auction', missingRate)
  const textGap = absence('text', missingRate)
  const noMatch = effects.missing[NUMBER.match]
  const noQuality = effects.missing[NUMBER.quality]
  const noAuction = effects.missing[NUMBER.bid] + effects.missing[NUMBER.adAge]

  return (drawn: Candidates, visit: Visit, chances: Chances, { mix, unseen }: Levers): void => {
    const { ad, advertiser, adCategory, format, affinity, match, quality, bid, adAge, alone } = drawn
    const { candidates, numbers, missing } = chances
    for (let i = 0; i < SLATE; i++) {
      const code = adOf(candidates[i], mix, unseen)
      const hasDetails = missing[3 * i + 4] >= detailsGap
      ad[i] = code
      advertiser[i] = hasDetails ? advertiserOf[code] : 0
      adCategory[i] = hasDetails ? adCategoryOf[code] : 0
      format[i] = formatOf[code]
      match[i] = missing[3 * i + 6] >= textGap ? numbers[5 * i + 2] : NaN
      quality[i] = hasDetails ? numbers[5 * i + 3] : NaN
      const hasAuction = missing[3 * i + 5] >= auctionGap
      bid[i] = hasAuction ? numbers[5 * i + 4] : NaN
      adAge[i] = hasAuction ? numbers[5 * i + 5] : NaN
      affinity[i] = numbers[5 * i + 6]
    }
    const ofVisit = visit.alone
    for (let i = 0; i < SLATE; i++) {
      let sum = ofVisit + ofAd[ad[i]] + ofFormat[format[i]]
      sum += quality[i] === quality[i] ? SLOPE.quality * quality[i] : noQuality
      sum += ofAdvertiser[advertiser[i]] + ofCategory[adCategory[i]]
      sum += bid[i] === bid[i] ? SLOPE.bid * bid[i] + SLOPE.adAge * adAge[i] : noAuction
      sum += match[i] === match[i] ? SLOPE.match * match[i] : noMatch
      alone[i] = sum
    }
  }
}
