import { bestF1Threshold } from './curves/best-f1.ts'
import { type MetricId, metrics } from './kinds/index.ts'
import {
  keyOf,
  type Measured,
  type Metric,
  type MetricOptions,
  type MetricValues,
  type Sample,
  type SampleColumns,
  valueOf,
} from './metric.ts'
import { orderOf, withLabels } from './order.ts'

/** Metrics by key; all of the catalogue, or those named. */
export function measureAll(sample: Sample, options: MetricOptions, ids?: readonly MetricId[]): MetricValues {
  return valuesOf(chosen(ids), sample, options)
}

/** A model's metrics on the labels that fell and, where `truth` is known, in expectation over the labels. */
export function measureBoth({ sample, truth, options, ids }: Measurement): Measured {
  return {
    sampled: valuesOf(chosen(ids), sample, options),
    expected: truth ? valuesOf(chosen(ids).filter(isExpected), withLabels(sample, truth), options) : {},
  }
}

/**
 * What the world knows (the truth as score with relevance as ranking), and guessing, which gives every row the base rate.
 * F1 is taken at the best threshold of each on these rows and labels, which nothing that has to choose one beforehand can beat
 * but by luck; or, where `cut` says so, at the threshold of the options, as that of a model in use. A metric without a ceiling is
 * null in the first.
 */
export function referenceOf(reference: ReferenceRows) {
  const { truth, options, ids, cut = 'best', ...rows } = reference
  const { labels, relevance } = rows
  const constant = new Float32Array(labels.length).fill(options.baseRate)
  return {
    ceiling: truth
      ? measureCeiling({ sample: { ...rows, scores: truth, ranking: relevance }, truth, options, ids, cut })
      : null,
    trivial: measureFree({ sample: { ...rows, scores: constant, ranking: null }, truth, options, ids, cut }),
  }
}

/** Metrics of scores that no run made, F1 at their own best threshold or where `cut` says; null where a metric has no ceiling. */
export function measureCeiling(measurement: Measurement & Cut): Measured {
  const { sampled, expected } = measureFree(measurement)
  const { ids, options } = measurement
  const none = Object.fromEntries(
    chosen(ids)
      .filter(hasNoCeiling)
      .map((metric) => [keyOf(metric, options), null])
  )
  const noneExpected = Object.fromEntries(Object.entries(none).filter(([key]) => key in expected))
  return { sampled: { ...sampled, ...none }, expected: { ...expected, ...noneExpected } }
}

function measureFree({ sample, truth, options, ids, cut = 'best' }: Measurement & Cut): Measured {
  const best = (of: Sample, kinds: readonly Metric[]): MetricValues =>
    valuesOf(kinds, of, { ...options, threshold: cut === 'best' ? bestThreshold(of) : options.threshold })
  return {
    sampled: best(sample, chosen(ids)),
    expected: truth ? best(withLabels(sample, truth), chosen(ids).filter(isExpected)) : {},
  }
}

export interface Measurement {
  readonly sample: Sample
  readonly truth: Float32Array | null
  readonly options: MetricOptions
  readonly ids?: readonly MetricId[]
}

interface Cut {
  /** Where scores are called positive. */
  readonly cut?: 'best' | 'at the threshold'
}

export interface ReferenceRows extends Cut, SampleColumns {
  readonly truth: Float32Array | null
  readonly options: MetricOptions
  readonly ids?: readonly MetricId[]
}

function bestThreshold(sample: Sample): number {
  return bestF1Threshold(sample.scores, sample.labels, orderOf(sample))
}

function chosen(ids: readonly MetricId[] | undefined): readonly Metric[] {
  return ids ? metrics.filter((metric) => ids.includes(metric.id)) : metrics
}

function valuesOf(kinds: readonly Metric[], sample: Sample, options: MetricOptions): MetricValues {
  return Object.fromEntries(kinds.map((metric) => [keyOf(metric, options), valueOf(metric, sample, options)]))
}

function isExpected(metric: Metric): boolean {
  return metric.expected
}

function hasNoCeiling(metric: Metric): boolean {
  return !metric.ceiling
}
