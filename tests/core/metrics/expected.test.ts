import { describe, expect, it } from 'vitest'
import { exp } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { bestF1Threshold } from '../../../src/core/metrics/curves/best-f1.ts'
import { metrics } from '../../../src/core/metrics/index.ts'
import { averagePrecision } from '../../../src/core/metrics/kinds/pr-auc.ts'
import type { Metric, MetricOptions, Sample } from '../../../src/core/metrics/metric.ts'
import { orderOf, withLabels } from '../../../src/core/metrics/order.ts'
import { sortDescending } from '../../../src/core/metrics/sort/descending.ts'

const DRAWS = 2000
/** Its labels stand below the line and it has no value where none is positive, so that its inverse is what has a mean. */
const OVER_LABELS = 'scoreOverRate'
const expectable: readonly Metric[] = metrics.filter((metric: Metric) => metric.expected)

/** Rows whose independent labels have `positives` ones on average, and the scores of a model that knows them but for some noise. */
function rowsOf(rows: number, positives: number, levels: number | null) {
  const random = Random.of(41)
  const odds = Float64Array.from({ length: rows }, () => exp(1.5 * random.normal()))
  let [low, high] = [0, 1]
  const sumAt = (scale: number): number => odds.reduce((sum, value) => sum + Math.min(0.9, scale * value), 0)
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (sumAt(middle) > positives) high = middle
    else low = middle
  }
  const truth = Float32Array.from(odds, (value) => Math.min(0.9, low * value))
  const noisy = truth.map((p) => Math.min(0.95, p * exp(0.7 * random.normal())))
  const scores = levels === null ? noisy : tiedAt(noisy, truth, levels)
  return { truth, scores, random }
}

/** The same order in so many runs of tied rows, each with its mean truth as score. */
function tiedAt(scores: Float32Array, truth: Float32Array, levels: number): Float32Array {
  const { rows } = sortDescending(scores)
  const size = Math.ceil(rows.length / levels)
  const tied = new Float32Array(scores.length)
  for (let from = 0; from < rows.length; from += size) {
    const run = rows.subarray(from, from + size)
    const mean = run.reduce((sum, row) => sum + truth[row], 0) / run.length
    for (const row of run) tied[row] = mean
  }
  return tied
}

function meansOf(sample: Sample, truth: Float32Array, options: MetricOptions, random: Random): number[] {
  const sums = expectable.map(() => ({ sum: 0, count: 0 }))
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = withLabels(
      sample,
      Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0))
    )
    for (const [i, metric] of expectable.entries()) {
      const value = metric.measure(drawn, options)
      if (metric.id === OVER_LABELS) sums[i].sum += value === null ? 0 : 1 / value
      else if (value === null) continue
      else sums[i].sum += value
      sums[i].count++
    }
  }
  return sums.map(({ sum, count }, i) => (expectable[i].id === OVER_LABELS ? count / sum : sum / count))
}

describe.each([
  { positives: 5, tolerance: 0.1 },
  { positives: 20, tolerance: 0.06 },
  { positives: 100, tolerance: 0.02 },
])('every expected metric, at $positives expected positives', ({ positives, tolerance }) => {
  const short = [
    { scores: 'all different', rows: 400, levels: null },
    { scores: 'of twenty levels', rows: 400, levels: 20 },
  ]
  const long = [
    { scores: 'all different', rows: 2000, levels: null },
    { scores: 'of two levels', rows: 400, levels: 2 },
    { scores: 'all alike', rows: 400, levels: 1 },
  ]
  it.each([...short, ...(process.env.SKEWLAB_LONG ? long : [])])(
    `is its mean over ${DRAWS} draws of independent labels to ${tolerance}, $rows rows, scores $scores`,
    ({ rows, levels }) => {
      const { truth, scores, random } = rowsOf(rows, positives, levels)
      const sample: Sample = { scores, labels: truth, ranking: null, requests: null, relevance: null }
      const threshold = bestF1Threshold(scores, truth, orderOf(sample))
      // The rate of training rows that held somewhat more positives.
      const options = { k: 5, gain: 'linear', alerts: 5, threshold, baseRate: (1.3 * positives) / rows } as const
      const means = meansOf(sample, truth, options, random)
      for (const [i, metric] of expectable.entries()) {
        const ratio = metric.measure(sample, options)! / means[i]
        expect(Math.abs(ratio - 1), `${metric.id}: ${ratio}`).toBeLessThan(tolerance)
      }
    }
  )
})

describe('expected average precision', () => {
  /** Mean of Σ t T / n over all labels of few rows: the numerator of average precision. */
  function numeratorOf(scores: Float32Array, truth: Float32Array): number {
    const order = sortDescending(scores)
    let mean = 0
    for (let drawn = 1; drawn < 1 << scores.length; drawn++) {
      const labels = Uint8Array.from(truth, (_, row) => (drawn >> row) & 1)
      const positives = labels.reduce((sum, label) => sum + label, 0)
      const chance = truth.reduce((product, p, row) => product * (labels[row] ? p : 1 - p), 1)
      mean += chance * positives * averagePrecision(order, labels)!
    }
    return mean
  }

  it('of scores that differ is the exact mean of its numerator over that of its denominator', () => {
    const random = Random.of(5)
    const truth = Float32Array.from({ length: 11 }, () => random.uniform())
    const scores = truth.map((p) => p + random.uniform())
    const positives = truth.reduce((sum, p) => sum + p, 0)
    expect(averagePrecision(sortDescending(scores), truth)).toBeCloseTo(numeratorOf(scores, truth) / positives, 12)
  })

  it('is Σ p (1 + S) / i over Σ p, by hand', () => {
    const scores = Float32Array.of(0.9, 0.5, 0.1)
    const truth = Float32Array.of(0.5, 0.25, 0.25)
    const byHand = 0.5 * 1 + (0.25 * 1.5) / 2 + (0.25 * 1.75) / 3
    expect(averagePrecision(sortDescending(scores), truth)).toBeCloseTo(byHand, 12)
  })

  it('of a constant is the mean truth, as any draw gives its own share of positives', () => {
    const truth = Float32Array.of(0.5, 0.25, 0.125, 0.125)
    expect(averagePrecision(sortDescending(new Float32Array(4)), truth)).toBeCloseTo(0.25, 12)
  })

  it('of fractions that are all 0 or 1 is to the last bit that of the labels', () => {
    const random = Random.of(6)
    const scores = Float32Array.from({ length: 500 }, () => random.below(40) / 40)
    const labels = Uint8Array.from(scores, (p) => (random.uniform() < 0.3 * p ? 1 : 0))
    const order = sortDescending(scores)
    expect(averagePrecision(order, Float32Array.from(labels))).toBe(averagePrecision(order, labels))
  })
})
