import type { Better } from './better.ts'
import type { Threshold } from './curves/called.ts'
import type { ThresholdCurve } from './curves/curve.ts'
import type { MetricInterval } from './interval.ts'

/** One number from scores and labels: one file exporting one of these, one line in the catalogue. */
export interface Metric {
  readonly id: string
  readonly label: string
  /** One or two sentences: the definition and what it hides. */
  readonly help: string
  readonly better: Better
  /** The option it is cut off at, so that its key is `id@10` or `id@100`; false where there is none. */
  readonly atK: false | 'k' | 'alerts'
  /** Whether fractional labels give the expected metric: exactly for means over rows, in the limit of many rows for ratios. */
  readonly expected: boolean
  /** Whether no score does better, in expectation, than the truth as score. */
  readonly ceiling: boolean
  /** What pictures and sentences may ask for by its sort; no two metrics have the same. */
  readonly role?: MetricRole
  /** Whether what a relevant item is worth moves it (`MetricOptions.gain`). */
  readonly usesGain?: true
  /** What it reads of a sample beside the scores: it is n/a where one of them is missing. */
  readonly needs: readonly Need[]
  /** The same with each positive of this weight, from its value and the curve of the rows as they are; n/a where this is left out. */
  thinned?(value: number, curve: ThresholdCurve, weight: number): number
  /** How it gets an interval; it has none where this is left out. */
  readonly interval?: MetricInterval
  /** Of a sample that has all it needs (`valueOf`). null is "n/a": no positives, no negatives, … */
  measure(sample: Sample, options: MetricOptions): number | null
}

/**
 * `ranking`: how well rows are ordered, whatever the share of positives. `retrieval`: how many of the rows ranked first are positive.
 * `loss`: what trainings minimise. `calibration`: how far probabilities are off what happens.
 */
export type MetricRole = 'ranking' | 'retrieval' | 'loss' | 'calibration'

/** Columns of a sample that not every table has. */
export const NEEDS = ['labels', 'requests', 'relevance', 'grades', 'outcomes', 'times', 'customers'] as const

export type Need = (typeof NEEDS)[number]

/** What metrics read of rows beside their scores. */
export type SampleColumns = Pick<Sample, Need>

/** Rows to measure; all arrays have one value per row. */
export interface Sample {
  /** Predicted probability. */
  readonly scores: Float32Array
  /** What a request's rows are ranked by (position held at the top); null where it is the score itself. */
  readonly ranking: Float32Array | null
  /** 0 or 1; or P(positive), for the expected metric: such a row counts p as a positive and 1 − p as a negative. */
  readonly labels: Uint8Array | Float32Array
  /** Request of each row, ascending; null where rows are not grouped. */
  readonly requests: Uint32Array | null
  /**
   * What rows are ranked by across requests and days, where that is not the score: each fold of validation has a recalibration of its
   * own, and maps that differ by fold would mix ranks that none of them changes. Left out or null, the score.
   */
  readonly rankedBy?: Float32Array | null
  /** P(click | examined), the graded relevance; null where there is none. */
  readonly relevance: Float32Array | null
  /** Simulated seconds of each row, ascending. */
  readonly times?: Float64Array | null
  /** Whose row each is: what an alert blocks. */
  readonly customers?: Uint32Array | null
  /** Graded relevance of each row, 0 and up. */
  readonly grades?: Uint8Array | null
  /** What came of each row as a number, such as seconds watched; NaN where nothing did. */
  readonly outcomes?: Float32Array | null
}

export interface MetricOptions {
  readonly k: number
  /** Alerts that can be looked at a day. */
  readonly alerts: number
  readonly gain: 'linear' | 'exponential'
  /** Scores at or above it are called positive; one for all rows, or one a row. */
  readonly threshold: Threshold
  /** Base rate of the training rows: what guessing says, and what normalised entropy is relative to. */
  readonly baseRate: number
}

/** By key: `auc`, `logLoss`, `ndcg@10`, … */
export type MetricValues = Readonly<Record<string, number | null>>

/** The same metrics on the labels that fell and, where the truth is known, in expectation. */
export interface Measured {
  readonly sampled: MetricValues
  /** Empty where there is no truth. */
  readonly expected: MetricValues
}

export function keyOf(metric: Metric, options: Pick<MetricOptions, 'k' | 'alerts'>): string {
  return metric.atK ? `${metric.id}@${options[metric.atK]}` : metric.id
}

/** What a metric needs and a sample lacks. */
export function lackingIn(sample: Partial<Sample>, { needs }: Pick<Metric, 'needs'>): readonly Need[] {
  return needs.filter((need) => sample[need] == null)
}

/** A metric of a sample; null is "n/a", as where the sample lacks what it needs. */
export function valueOf(metric: Metric, sample: Sample, options: MetricOptions): number | null {
  return lackingIn(sample, metric).length > 0 ? null : metric.measure(sample, options)
}
