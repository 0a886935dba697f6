import { exp, log } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { hourOf } from './arrivals.ts'
import type { Chances } from './chances.ts'
import { SLOPE, type Effects } from './effects.ts'
import { entityPicker, type Entities } from './entities.ts'
import {
  FIELD,
  FIRST_CANDIDATE_FIELD,
  FIRST_REQUEST_NUMBER,
  NUMBER,
  type AdCtrSettings,
  type FieldSize,
} from './fields.ts'
import type { Levers } from './levers.ts'
import { absence } from './missing.ts'

/** What all candidates of a request have in common. */
export interface Visit {
  /** Of the columns of a request, in their order, as a model sees them. */
  readonly codes: Uint16Array
  readonly numbers: Float64Array
  /** What the effects of single columns add to a true logit. */
  alone: number
}

const ACTIVITY = NUMBER.activity - FIRST_REQUEST_NUMBER
const DEPTH = NUMBER.depth - FIRST_REQUEST_NUMBER
const GAP = NUMBER.gap - FIRST_REQUEST_NUMBER

export function emptyVisit(): Visit {
  return { codes: new Uint16Array(FIRST_CANDIDATE_FIELD), numbers: new Float64Array(3), alone: 0 }
}

export function visitDrawer(
  { missingRate }: AdCtrSettings,
  sizes: readonly FieldSize[],
  entities: Entities,
  effects: Effects,
  bend: Random
) {
  const { regionOf, ageOf, interestOf, siteCategoryOf } = entities
  const userOf = entityPicker(entities.users, sizes[FIELD.user], bend)
  const siteOf = entityPicker(entities.sites, sizes[FIELD.site], bend)
  const deviceOf = entityPicker(entities.devices, sizes[FIELD.device], bend)
  const gaps = (['login', 'profile', 'site', 'session'] as const).map((block) => absence(block, missingRate))
  const noActivity = effects.missing[NUMBER.activity]
  const noSession = effects.missing[NUMBER.depth] + effects.missing[NUMBER.gap]

  return (
    visit: Visit,
    time: number,
    { context, numbers: normals, missing }: Chances,
    { mix, unseen }: Levers
  ): void => {
    const { codes, numbers } = visit
    // A visitor who is new to the page is as new as the site is: both come of one new audience.
    const fresh = unseen > 0 && bend.uniform() < unseen ? 1 : 0
    const user = userOf(context[0], mix, fresh)
    const site = siteOf(context[1], mix, fresh)
    const device = deviceOf(context[2], mix, 0)
    const depth = 1 + Math.floor(3 * -log(context[3]))
    const hasProfile = missing[1] >= gaps[1]
    const hasSite = missing[2] >= gaps[2]
    const hasSession = missing[3] >= gaps[3]

    codes[FIELD.user] = missing[0] < gaps[0] ? 0 : user
    codes[FIELD.region] = hasProfile ? regionOf[user] : 0
    codes[FIELD.age] = hasProfile ? ageOf[user] : 0
    codes[FIELD.interest] = hasProfile ? interestOf[user] : 0
    codes[FIELD.site] = hasSite ? site : 0
    codes[FIELD.siteCategory] = hasSite ? siteCategoryOf[site] : 0
    codes[FIELD.device] = device
    codes[FIELD.hour] = 1 + hourOf(time)
    numbers[ACTIVITY] = hasProfile ? exp(2.5 + 1.1 * normals[0]) : NaN
    numbers[DEPTH] = hasSession ? depth : NaN
    numbers[GAP] = hasSession ? exp(2 + 2 * normals[1]) : NaN

    let alone = hasProfile ? SLOPE.activity * normals[0] : noActivity
    alone += hasSession ? SLOPE.depth * (depth / 3 - 1.2) + SLOPE.gap * normals[1] : noSession
    for (let c = 0; c < codes.length; c++) alone += effects.alone[c][codes[c]]
    visit.alone = alone
  }
}
