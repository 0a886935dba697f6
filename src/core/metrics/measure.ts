import { bestF1Threshold } from './curves/best-f1.ts'
import { type MetricId, metrics } from './kinds/index.ts'
import { keyOf, type Measured, type Metric, type MetricOptions, type MetricValues, type Sample } from './metric.ts'
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
 * The best and the idlest: the truth as score with relevance as ranking, and the base rate as everybody's score.
 * F1 is taken at the best threshold of each on these rows and labels, which nothing that has to choose one beforehand can beat
 * but by luck; or, where `cut` says so, at the threshold of the options, as that of a model in use. A metric without a ceiling is null there.
 */
export function referenceOf(reference: ReferenceRows) {
  const { labels, truth, relevance, requests, times, customers, options, ids, cut = 'best' } = reference
  const constant = new Float32Array(labels.length).fill(options.baseRate)
  const rows = { labels, relevance, requests, times, customers }
  return {
    ceiling: truth ? measureBest({ ...rows, scores: truth, ranking: relevance }, true) : null,
    trivial: measureBest({ ...rows, scores: constant, ranking: null }, false),
  }

  function measureBest(sample: Sample, isCeiling: boolean): Measured {
    const best = (of: Sample, kinds: readonly Metric[]): MetricValues => ({
      ...valuesOf(kinds, of, { ...options, threshold: cut === 'best' ? bestThreshold(of) : options.threshold }),
      ...(isCeiling && Object.fromEntries(kinds.filter(hasNoCeiling).map((metric) => [keyOf(metric, options), null]))),
    })
    return {
      sampled: best(sample, chosen(ids)),
      expected: truth ? best(withLabels(sample, truth), chosen(ids).filter(isExpected)) : {},
    }
  }
}

export interface Measurement {
  readonly sample: Sample
  readonly truth: Float32Array | null
  readonly options: MetricOptions
  readonly ids?: readonly MetricId[]
}

export interface ReferenceRows {
  readonly labels: Sample['labels']
  readonly truth: Float32Array | null
  readonly relevance: Float32Array | null
  readonly requests: Uint32Array | null
  readonly times?: Float64Array | null
  readonly customers?: Uint32Array | null
  readonly options: MetricOptions
  readonly ids?: readonly MetricId[]
  /** Where scores are called positive. */
  readonly cut?: 'best' | 'at the threshold'
}

function bestThreshold(sample: Sample): number {
  return bestF1Threshold(sample.scores, sample.labels, orderOf(sample))
}

function chosen(ids: readonly MetricId[] | undefined): readonly Metric[] {
  return ids ? metrics.filter((metric) => ids.includes(metric.id)) : metrics
}

function valuesOf(kinds: readonly Metric[], sample: Sample, options: MetricOptions): MetricValues {
  return Object.fromEntries(kinds.map((metric) => [keyOf(metric, options), metric.measure(sample, options)]))
}

function isExpected(metric: Metric): boolean {
  return metric.expected
}

function hasNoCeiling(metric: Metric): boolean {
  return !metric.ceiling
}
