import type { Batch } from '../networks/batch.ts'
import type { Table } from '../kernel/table.ts'
import type { Field } from '../networks/network.ts'
import type { ScalingKind } from './scaling.ts'

/** How raw columns become what a network reads, fitted on training rows only. */
export interface Encoder {
  /** Names of the numeric inputs, in order. */
  readonly numeric: readonly string[]
  /** Categorical inputs: the embedded ones first, then hand-made crosses. */
  readonly fields: readonly Field[]
  /** A batch with room for this many rows. */
  batch(capacity: number): Batch
  /**
   * Fills a batch with rows[from … from + count − 1] of a table (or, where `rows` is null, with those rows themselves).
   * `atTop` holds position at 1, as ranking wants it. A hot loop: allocates nothing.
   */
  fill(batch: Batch, table: Table, rows: Uint32Array | null, from: number, count: number, atTop: boolean): void
}

export interface FeatureSettings {
  /** A value seen fewer times in training shares the code of the unseen. */
  readonly minCount: number
  /** A field with more kept values than this is hashed into as many buckets. */
  readonly buckets: number
  /** Pairs of columns multiplied by hand, for the wide part. */
  readonly crosses: readonly (readonly [string, string])[]
  /** How numbers are scaled; by their logarithm where tails are long, unless it says otherwise. */
  readonly scaling?: ScalingKind
  /** Whether position is a feature (it is, unless a lesson says otherwise). */
  readonly position: boolean
}
