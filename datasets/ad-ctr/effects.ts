import type { Random } from '../../src/core/kernel/random.ts'
import { HOURLY } from './arrivals.ts'
import type { Drawn, Entities } from './entities.ts'
import {
  FIELD,
  fieldCrosses,
  NUMBER,
  type AdCtrSettings,
  type FieldId,
  type FieldSize,
  type NumberId,
} from './fields.ts'
import { absence, BLOCK_OF } from './missing.ts'

/** Standard deviation in logits of the effect that each field has alone. Long fields have little of it to learn. */
const ALONE: Record<FieldId, number> = {
  user: 0.06,
  region: 0.08,
  age: 0.2,
  interest: 0.3,
  site: 0.1,
  siteCategory: 0.3,
  device: 0.25,
  hour: 0.1,
  ad: 0.08,
  advertiser: 0.1,
  adCategory: 0.35,
  format: 0.3,
}

/** Logits per standard deviation of what a numeric column measures (of its logarithm, for the log-normal ones). */
export const SLOPE: Record<NumberId, number> = {
  affinity: 0.3,
  match: 0.2,
  quality: 0.2,
  bid: 0.06,
  adAge: -0.08,
  activity: 0.08,
  depth: -0.08,
  gap: 0.06,
}

/** Standard deviation in logits of each pair in `fieldCrosses`, then of match × quality, at cross strength 1. */
const TOGETHER = [0.75, 0.6, 0.25, 0.3, 0.3]
const NUMBERS_TOGETHER = 0.6

/** Share of a pair's variance along each latent axis: few axes, so that pairs can be learnt from few clicks. */
const AXES = [0.92, 0.08]

export interface Effects {
  /** By column, by code, 0 (missing) included. */
  readonly alone: readonly Float64Array[]
  /** By numeric column: the effect of its value being missing. */
  readonly missing: Float64Array
  /** The pairs as the world began, and the independent ones that `concept` turns to. */
  readonly together: readonly [Together, Together]
}

export interface Together {
  readonly pairs: readonly Pair[]
  /** Of match × quality; after the turn, of match × the logarithm of the bid. */
  readonly numbers: number
}

/** Effect of two codes together: `cells[left · width + right]`. */
export interface Pair {
  readonly width: number
  readonly cells: Float64Array
}

export function createEffects(
  settings: AdCtrSettings,
  sizes: readonly FieldSize[],
  entities: Entities,
  random: Random
): Effects {
  const shares = sharesOf(settings, sizes, entities)
  const ids = Object.keys(FIELD) as FieldId[]
  const traits = ids.map((id, column) => {
    const trait = new Float64Array(1 + sizes[column].known + sizes[column].fresh)
    random.stream(id).normals(trait)
    standardise([trait], shares[column])
    return trait
  })
  const alone = ids.map((id, column) => traits[column].map((value) => value * ALONE[id]))
  const missing = new Float64Array(Object.keys(NUMBER).length)
  random.stream('missing numbers').normals(missing)
  Object.entries(NUMBER).forEach(([id, i]) => (missing[i] *= SLOPE[id as NumberId]))

  const together = (turn: string): Together => {
    const factors = new Map<FieldId, Float64Array[]>()
    for (const id of new Set(fieldCrosses.flat())) {
      const { known, fresh } = sizes[FIELD[id]]
      const stream = random.stream(`${turn} ${id}`)
      const factor = AXES.map(() => new Float64Array(1 + known + fresh))
      factor.forEach((values) => stream.normals(values))
      // What a value does alone is one side of its character: so the pairs show wherever the single effects do.
      if (turn === 'first') factor[0].set(traits[FIELD[id]])
      standardise(factor, shares[FIELD[id]])
      factors.set(id, factor)
    }
    const pairs = fieldCrosses.map(([left, right], i) =>
      pairOf(factors.get(left)!, factors.get(right)!, TOGETHER[i] * settings.crossStrength)
    )
    return { pairs, numbers: NUMBERS_TOGETHER * settings.crossStrength }
  }
  return { alone, missing, together: [together('first'), together('second')] }
}

function pairOf(left: readonly Float64Array[], right: readonly Float64Array[], strength: number): Pair {
  const width = right[0].length
  const cells = new Float64Array(left[0].length * width)
  for (let i = 0; i < left[0].length; i++)
    for (let j = 0; j < width; j++) {
      let dot = 0
      for (let d = 0; d < AXES.length; d++) dot += Math.sqrt(AXES[d]) * left[d][i] * right[d][j]
      cells[i * width + j] = strength * dot
    }
  return { width, cells }
}

/** How often each code of each column comes, missing included; new values do not count. */
function sharesOf(settings: AdCtrSettings, sizes: readonly FieldSize[], entities: Entities): readonly Float64Array[] {
  const through =
    ({ usual: { share } }: Drawn, codes?: Uint16Array) =>
    (shares: Float64Array) => {
      for (let i = 0; i < share.length; i++) shares[codes ? codes[i + 1] : i + 1] += share[i]
    }
  const fill: Record<FieldId, (shares: Float64Array) => void> = {
    user: through(entities.users),
    region: through(entities.users, entities.regionOf),
    age: through(entities.users, entities.ageOf),
    interest: through(entities.users, entities.interestOf),
    site: through(entities.sites),
    siteCategory: through(entities.sites, entities.siteCategoryOf),
    device: through(entities.devices),
    hour: (shares) => HOURLY.forEach((weight, i) => (shares[i + 1] = weight)),
    ad: through(entities.ads),
    advertiser: through(entities.ads, entities.advertiserOf),
    adCategory: through(entities.ads, entities.adCategoryOf),
    format: through(entities.ads, entities.formatOf),
  }
  return (Object.keys(FIELD) as FieldId[]).map((id) => {
    const shares = new Float64Array(1 + sizes[FIELD[id]].known + sizes[FIELD[id]].fresh)
    fill[id](shares)
    const block = BLOCK_OF[id]
    const absent = block ? absence(block, settings.missingRate) : 0
    const total = shares.reduce((sum, share) => sum + share, 0)
    return shares.map((share, code) => (code === 0 ? absent : (share / total) * (1 - absent)))
  })
}

/**
 * Gives each axis mean 0 and variance 1 and makes the axes uncorrelated, under the given shares. So effects are as strong
 * in every world, and a pair of fields adds nothing to what either does alone.
 */
function standardise(axes: readonly Float64Array[], shares: Float64Array): void {
  axes.forEach((axis, a) => {
    let centre = 0
    for (let i = 0; i < axis.length; i++) centre += shares[i] * axis[i]
    for (let i = 0; i < axis.length; i++) axis[i] -= centre
    for (const earlier of axes.slice(0, a)) {
      const overlap = meanProduct(axis, earlier, shares)
      for (let i = 0; i < axis.length; i++) axis[i] -= overlap * earlier[i]
    }
    const deviation = Math.sqrt(meanProduct(axis, axis, shares))
    for (let i = 0; i < axis.length; i++) axis[i] /= deviation
  })
}

function meanProduct(left: Float64Array, right: Float64Array, shares: Float64Array): number {
  let sum = 0
  for (let i = 0; i < shares.length; i++) sum += shares[i] * (left[i] * right[i])
  return sum
}
