import { DAY } from '../kernel/time.ts'
import type { Threshold } from '../metrics/curves/called.ts'
import { timeSpan } from '../metrics/daily/time-span.ts'
import type { Ordering } from '../metrics/sort/descending.ts'

/** Scored rows that something is to be decided about; all arrays have one value per row. */
export interface DecisionRows {
  readonly scores: Float32Array
  readonly labels: Uint8Array
  /** P(positive) of each row; null where it is not known. */
  readonly truth: Float32Array | null
  /** Where the run cuts its scores by itself. */
  readonly own: Threshold
  /** The threshold that test and live traffic are cut at, which the run chose on all of validation. */
  readonly deployed: number
  /** Of the scores, from one sort: what thresholds go by. */
  readonly order: Ordering
  /** What rows are ranked by; the same unless each fold of validation has a recalibration of its own that changes no ranks. */
  readonly ranked: Ordering
  /** Simulated seconds; null where rows have no time of their own. */
  readonly times: Float64Array | null
  /** What a row is worth in money; anything but a positive number counts as nothing. */
  readonly amounts: Float32Array | null
  /** Whose row it is: the card that an alert would block. */
  readonly customers: Uint32Array | null
  /** Rows that share one are not independent. */
  readonly clusters: Uint32Array | null
  /** Share of the traffic of their days that these rows are: 1 after a split by time, 0.15 for 15 % drawn at random. */
  readonly trafficShare: number
}

/** Days of whole traffic that the rows amount to, at least an hour; null without times or rows. */
export function daysOf({ times, trafficShare }: Pick<DecisionRows, 'times' | 'trafficShare'>): number | null {
  if (!times || times.length === 0) return null
  const [first, last] = timeSpan(times)
  return Math.max(1 / 24, (last - first) / DAY) * trafficShare
}
