import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'
import type { KernelHost } from '../threads/kernel-host.ts'
import type { BoostSettings } from './boost-settings.ts'
import type { Ensemble } from './ensemble.ts'

export interface BoostJob {
  readonly table: Table
  /** Training rows; some may occur more than once. */
  readonly rows: Uint32Array
  /** Weight in the loss of each entry of `rows`; null is all ones. */
  readonly weights: Float32Array | null
  /** Chance of a positive of each entry of `rows`, 0 … 1, in place of labels; with these go neither weights nor a focal loss. */
  readonly targets?: Float32Array
  /** Logit before any tree; left out, that of the share of positives by weight, where log loss has no slope. */
  readonly base?: number
  /** γ of the focal loss; 0, or left out, is log loss. */
  readonly focal?: number
  /** Whether the position column is a feature. */
  readonly position: boolean
  readonly settings: BoostSettings
  readonly random: Random
  readonly host: KernelHost & { now(): number; yieldToMessages(): Promise<void> }
  /** Go on after these trees, which must have come from the same rows and settings. */
  readonly from?: Ensemble
}
