import type { Interval } from './interval.ts'

/** Measures of some rows, and what they were in redraws of whole clusters. */
export interface Redrawn {
  readonly redraws: number
  readonly rows: number
  readonly clusters: number
  readonly intervals: readonly Interval[]
  /** Values in each redraw, in the order of `intervals`: what pairs are made of. */
  readonly draws: readonly Float64Array[]
}
