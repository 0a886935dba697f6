import { exp } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { FIELD, type FieldSize } from './fields.ts'
import { pick, popularityOf, zipf, type Popularity } from './popularity.ts'

/** Users, sites and ads: how often each comes, also under the other mix, and the codes each brings along. */
export interface Entities {
  readonly users: Drawn
  readonly sites: Drawn
  readonly ads: Drawn
  readonly devices: Drawn
  /** By code; the new ones stand behind the known ones. */
  readonly regionOf: Uint16Array
  readonly ageOf: Uint16Array
  readonly interestOf: Uint16Array
  readonly siteCategoryOf: Uint16Array
  readonly advertiserOf: Uint16Array
  readonly adCategoryOf: Uint16Array
  readonly formatOf: Uint16Array
}

export interface Drawn {
  readonly usual: Popularity
  /** The mix that the `mix` lever tilts towards. */
  readonly tilted: Popularity
}

const TILT = 1.1

export function createEntities(sizes: readonly FieldSize[], random: Random): Entities {
  const assign = (owner: number, id: keyof typeof FIELD, exponent: number, shift: number, fresh = false) => {
    const { known, fresh: waiting } = sizes[FIELD[id]]
    const stream = random.stream(id)
    const popularity = popularityOf(zipf(known, exponent, shift))
    const codes = new Uint16Array(1 + sizes[owner].known + sizes[owner].fresh)
    for (let code = 1; code < codes.length; code++) {
      const uniform = stream.uniform()
      const isNew = fresh && code > sizes[owner].known
      codes[code] = isNew ? 1 + known + Math.floor(uniform * waiting) : 1 + pick(popularity, uniform)
    }
    return codes
  }

  const regionOf = assign(FIELD.user, 'region', 0.9, 1)
  const ageOf = assign(FIELD.user, 'age', 0.5, 1)
  const interestOf = assign(FIELD.user, 'interest', 0.9, 1)
  const siteCategoryOf = assign(FIELD.site, 'siteCategory', 0.9, 1, true)
  const advertiserOf = assign(FIELD.ad, 'advertiser', 1.1, 2, true)
  const soldBy = assign(FIELD.advertiser, 'adCategory', 0.9, 1, true)
  const formatOf = assign(FIELD.ad, 'format', 0.5, 1)
  const adCategoryOf = advertiserOf.map((advertiser) => soldBy[advertiser])

  const drawn = (id: keyof typeof FIELD, exponent: number, shift: number, traits: readonly Uint16Array[]): Drawn => {
    const weights = zipf(sizes[FIELD[id]].known, exponent, shift)
    const stream = random.stream(`${id} tilt`)
    const tilts = traits.map((trait) => {
      const tilt = new Float64Array(1 + trait.reduce((most, code) => Math.max(most, code), 0))
      stream.normals(tilt)
      return tilt
    })
    const tilted = weights.map((weight, i) =>
      traits.reduce((product, trait, t) => product * exp(TILT * tilts[t][trait[i + 1]]), weight)
    )
    return { usual: popularityOf(weights), tilted: popularityOf(tilted) }
  }

  const own = Uint16Array.from({ length: 1 + sizes[FIELD.device].known }, (_, code) => code)
  return {
    users: drawn('user', 1.25, 4, [interestOf, ageOf]),
    sites: drawn('site', 1.3, 3, [siteCategoryOf]),
    ads: drawn('ad', 1.25, 6, [adCategoryOf, formatOf]),
    devices: drawn('device', 0.9, 0, [own]),
    regionOf,
    ageOf,
    interestOf,
    siteCategoryOf,
    advertiserOf,
    adCategoryOf,
    formatOf,
  }
}

/** Codes of entities by chance: a new value, else one by the usual or the tilted mix. */
export function entityPicker({ usual, tilted }: Drawn, { known, fresh }: FieldSize, bend: Random) {
  return (uniform: number, mix: number, unseen: number): number => {
    if (unseen > 0 && bend.uniform() < unseen) return 1 + known + bend.below(fresh)
    return 1 + pick(mix > 0 && bend.uniform() < mix ? tilted : usual, uniform)
  }
}
