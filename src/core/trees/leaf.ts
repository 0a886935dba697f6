import type { BoostSettings } from './boost-settings.ts'
import type { Split } from './draft.ts'
import type { FeatureBins } from './features.ts'
import { NUMBER } from './job.ts'
import type { TreeMemory } from './tree-memory.ts'

/** Sums of gradients and hessians, in units, and between which the weight is held. */
export interface Sums {
  readonly g: number
  readonly h: number
  readonly lower: number
  readonly upper: number
}

/** A leaf of the tree so far. */
export interface Leaf extends Sums {
  readonly node: number
  readonly depth: number
  /** Its rows, and in which list they stand: `all` never changes, the two others are parted in turn. */
  readonly from: number
  readonly count: number
  readonly list: 'all' | 'rows' | 'other'
  /** Its histogram; 0 where it has none. */
  histogram: number
  split: Split | null
}

export interface GrowJob {
  readonly shop: TreeMemory
  readonly columns: readonly FeatureBins[]
  readonly settings: BoostSettings
  readonly eta: number
  /** The columns this tree may ask about. */
  readonly chosen: Uint8Array
  readonly yieldToMessages: () => Promise<void>
}

/** −G / (H + λ), held within the bounds (Chen & Guestrin 2016, equation 5). */
export function weightOf(sums: Sums, { shop: { numbers }, settings }: Pick<GrowJob, 'shop' | 'settings'>): number {
  const { g, h, lower, upper } = sums
  const hessians = h / numbers[NUMBER.hessianUnits]
  if (hessians <= 0 || hessians < settings.minChildWeight) return 0
  const weight = -g / numbers[NUMBER.gradientUnits] / (hessians + settings.lambda)
  return Math.min(upper, Math.max(lower, weight))
}

/** What a leaf gains as it is, at its weight w: −(2 G w + (H + λ) w²). */
export function gainOf(sums: Sums, job: Pick<GrowJob, 'shop' | 'settings'>): number {
  const { numbers } = job.shop
  const g = sums.g / numbers[NUMBER.gradientUnits]
  const h = sums.h / numbers[NUMBER.hessianUnits]
  const weight = weightOf(sums, job)
  return -(2 * g * weight + (h + job.settings.lambda) * weight * weight)
}
