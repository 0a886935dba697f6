import { cos, exp, sin } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { hourOf } from './arrivals.ts'
import { SLOPE, type Effects } from './effects.ts'
import type { Drawn, Entities } from './entities.ts'
import { FIELD, NUMBER, SLATE, type AdCtrSettings, type FieldSize } from './fields.ts'
import type { Levers } from './levers.ts'
import { absence } from './missing.ts'
import { pick } from './popularity.ts'

/** One request as drawn, candidates in the order drawn; written over by the next. */
export interface Slate {
  /** Codes and numbers as a model sees them, affinity aside. */
  readonly codes: readonly Uint16Array[]
  readonly numbers: readonly Float32Array[]
  /** Standard normal behind the affinity score. */
  readonly affinity: Float64Array
  /** True logits without intercept, wander, drift of the base rate and affinity. */
  readonly logits: Float64Array
  /** What the effects of single columns add to that: all that the logging policy knows. */
  readonly alone: Float64Array
}

/** A child stream for each thing that chance decides about a request. */
export interface SlateStreams {
  readonly context: Random
  readonly candidates: Random
  readonly numbers: Random
  readonly missing: Random
  readonly bend: Random
}

export function slateStreams(random: Random): SlateStreams {
  const [context, candidates, numbers, missing, bend] = ['context', 'candidates', 'numbers', 'missing', 'bend'].map(
    (name) => random.stream(name)
  )
  return { context, candidates, numbers, missing, bend }
}

export function emptySlate(): Slate {
  return {
    codes: Object.keys(FIELD).map(() => new Uint16Array(SLATE)),
    numbers: Object.keys(NUMBER).map(() => new Float32Array(SLATE)),
    affinity: new Float64Array(SLATE),
    logits: new Float64Array(SLATE),
    alone: new Float64Array(SLATE),
  }
}

/**
 * Draws the requests of a world into one slate, over and over.
 * A hot loop; tests/bench/rows/draw-ad-table.ts times it.
 */
export function slateDrawer(
  settings: AdCtrSettings,
  sizes: readonly FieldSize[],
  entities: Entities,
  effects: Effects,
  streams: SlateStreams
) {
  const slate = emptySlate()
  const shared = new Float64Array(2)
  const normals = new Float64Array(5 * SLATE)
  const { context, candidates, numbers, missing, bend } = streams
  const [user, region, age, interest, site, siteCategory, device, hour, ad, advertiser, adCategory, format] =
    slate.codes
  const [, match, quality, bid, adAge, activity, depth, gap] = slate.numbers
  const [
    eUser,
    eRegion,
    eAge,
    eInterest,
    eSite,
    eSiteCategory,
    eDevice,
    eHour,
    eAd,
    eAdvertiser,
    eAdCategory,
    eFormat,
  ] = effects.alone
  const loginGap = absence('login', settings.missingRate)
  const profileGap = absence('profile', settings.missingRate)
  const siteGap = absence('site', settings.missingRate)
  const sessionGap = absence('session', settings.missingRate)
  const detailsGap = absence('details', settings.missingRate)
  const textGap = absence('text', settings.missingRate)
  const auctionGap = absence('auction', settings.missingRate)
  const noMatch = effects.missing[NUMBER.match]
  const noQuality = effects.missing[NUMBER.quality]
  const noAuction = effects.missing[NUMBER.bid] + effects.missing[NUMBER.adAge]
  const noActivity = effects.missing[NUMBER.activity]
  const noSession = effects.missing[NUMBER.depth] + effects.missing[NUMBER.gap]

  /** Code of an entity: a new value, else one by the usual or the tilted mix. */
  const entity = (drawn: Drawn, column: number, uniform: number, mix: number, unseen: number): number => {
    if (unseen > 0 && bend.uniform() < unseen) return 1 + sizes[column].known + bend.below(sizes[column].fresh)
    return 1 + pick(mix > 0 && bend.uniform() < mix ? drawn.tilted : drawn.usual, uniform)
  }

  return (request: number, time: number, levers: Levers): Slate => {
    context.at(request)
    candidates.at(request)
    missing.at(request)
    numbers.at(request)
    if (levers.mix > 0 || levers.unseen > 0) bend.at(request)
    const { mix, unseen } = levers

    // A visitor who is new to the page is as new as the site is: both come of one new audience.
    const userUniform = context.uniform()
    const siteUniform = context.uniform()
    const fresh = unseen > 0 && bend.uniform() < unseen ? 1 : 0
    let userCode = entity(entities.users, FIELD.user, userUniform, mix, fresh)
    let siteCode = entity(entities.sites, FIELD.site, siteUniform, mix, fresh)
    const deviceCode = entity(entities.devices, FIELD.device, context.uniform(), mix, 0)
    const hourCode = 1 + hourOf(time)
    const depthCount = 1 + Math.floor(3 * context.exponential())
    numbers.normals(shared)
    let regionCode = entities.regionOf[userCode]
    let ageCode = entities.ageOf[userCode]
    let interestCode = entities.interestOf[userCode]
    let siteCategoryCode = entities.siteCategoryOf[siteCode]
    let activityValue = exp(2.5 + 1.1 * shared[0])
    let ofNumbers = SLOPE.activity * shared[0]
    if (missing.uniform() < loginGap) userCode = 0
    if (missing.uniform() < profileGap) {
      regionCode = ageCode = interestCode = 0
      activityValue = NaN
      ofNumbers = noActivity
    }
    if (missing.uniform() < siteGap) siteCode = siteCategoryCode = 0
    let depthValue = depthCount
    let gapValue = exp(2 + 2 * shared[1])
    if (missing.uniform() < sessionGap) {
      depthValue = gapValue = NaN
      ofNumbers += noSession
    } else ofNumbers += SLOPE.depth * (depthCount / 3 - 1.2) + SLOPE.gap * shared[1]

    user.fill(userCode)
    region.fill(regionCode)
    age.fill(ageCode)
    interest.fill(interestCode)
    site.fill(siteCode)
    siteCategory.fill(siteCategoryCode)
    device.fill(deviceCode)
    hour.fill(hourCode)
    activity.fill(activityValue)
    depth.fill(depthValue)
    gap.fill(gapValue)

    const ofRequest =
      ofNumbers +
      eUser[userCode] +
      eRegion[regionCode] +
      eAge[ageCode] +
      eInterest[interestCode] +
      eSite[siteCode] +
      eSiteCategory[siteCategoryCode] +
      eDevice[deviceCode] +
      eHour[hourCode]

    const turned = levers.concept * 1.5707963267948966
    const first = turned === 0 ? 1 : cos(turned)
    const second = turned === 0 ? 0 : sin(turned)
    const [was, willBe] = effects.together

    numbers.normals(normals)
    for (let i = 0; i < SLATE; i++) {
      const adCode = entity(entities.ads, FIELD.ad, candidates.uniform(), mix, unseen)
      let advertiserCode = entities.advertiserOf[adCode]
      let categoryCode = entities.adCategoryOf[adCode]
      const formatCode = entities.formatOf[adCode]
      const zMatch = normals[5 * i]
      const zQuality = normals[5 * i + 1]
      const zBid = normals[5 * i + 2]
      const zAge = normals[5 * i + 3]
      slate.affinity[i] = normals[5 * i + 4]
      let alone = ofRequest + eAd[adCode] + eFormat[formatCode]
      let product = 0
      const hasDetails = missing.uniform() >= detailsGap
      const hasAuction = missing.uniform() >= auctionGap
      const hasMatch = missing.uniform() >= textGap
      if (hasDetails) {
        quality[i] = zQuality
        alone += SLOPE.quality * zQuality
      } else {
        advertiserCode = categoryCode = 0
        quality[i] = NaN
        alone += noQuality
      }
      alone += eAdvertiser[advertiserCode] + eAdCategory[categoryCode]
      if (hasAuction) {
        bid[i] = exp(0.7 + 0.8 * zBid)
        adAge[i] = exp(2.3 + 1 * zAge)
        alone += SLOPE.bid * zBid + SLOPE.adAge * zAge
      } else {
        bid[i] = adAge[i] = NaN
        alone += noAuction
      }
      if (hasMatch) {
        match[i] = zMatch
        alone += SLOPE.match * zMatch
        product = zMatch
      } else {
        match[i] = NaN
        alone += noMatch
      }
      ad[i] = adCode
      advertiser[i] = advertiserCode
      adCategory[i] = categoryCode
      format[i] = formatCode

      let together = 0
      if (first !== 0) {
        const [a, b, c, d, e] = was.pairs
        together =
          first *
          (a.cells[interestCode * a.width + categoryCode] +
            b.cells[siteCategoryCode * b.width + categoryCode] +
            c.cells[ageCode * c.width + categoryCode] +
            d.cells[ageCode * d.width + formatCode] +
            e.cells[deviceCode * e.width + formatCode] +
            (hasDetails ? was.numbers * product * zQuality : 0))
      }
      if (second !== 0) {
        const [a, b, c, d, e] = willBe.pairs
        together +=
          second *
          (a.cells[interestCode * a.width + categoryCode] +
            b.cells[siteCategoryCode * b.width + categoryCode] +
            c.cells[ageCode * c.width + categoryCode] +
            d.cells[ageCode * d.width + formatCode] +
            e.cells[deviceCode * e.width + formatCode] +
            (hasAuction ? willBe.numbers * product * zBid : 0))
      }
      slate.alone[i] = alone
      slate.logits[i] = alone + together
    }
    return slate
  }
}
