import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { gainOf } from '../../../src/core/metrics/better.ts'
import { metricById } from '../../../src/core/metrics/index.ts'
import { referenceOf } from '../../../src/core/metrics/measure.ts'
import type { MetricOptions, Sample } from '../../../src/core/metrics/metric.ts'
import { countRequests } from '../../../src/core/metrics/requests/mean.ts'
import goldens from '../../goldens/metrics.json' with { type: 'json' }
import { sampleOf } from './sample.ts'

const options: MetricOptions = { k: 10, gain: 'linear', alerts: 100, threshold: 0.5, baseRate: 0.1 }

function expectValue(id: string, sample: Sample, at: MetricOptions, golden: number | null): void {
  const value = metricById(id).measure(sample, at)
  if (golden === null) expect(value, id).toBeNull()
  else expect(Math.abs(value! - golden), `${id}: ${value} for ${golden}`).toBeLessThanOrEqual(1e-9)
}

describe('metrics equal scikit-learn to 1e-9', () => {
  it.each(goldens.flat)('$name', ({ scores, labels, threshold, baseRate, values }) => {
    const sample = sampleOf({ scores, labels })
    for (const [id, golden] of Object.entries(values))
      expectValue(id, sample, { ...options, threshold, baseRate }, golden)
  })
})

describe('metrics by request equal scikit-learn, or brute force over the orders of ties, to 1e-9', () => {
  it.each(goldens.requests)('$name', ({ scores, labels, relevance, requests, k, gain, skipped, values }) => {
    const sample = sampleOf({ scores, labels, relevance, requests })
    for (const [id, golden] of Object.entries(values))
      expectValue(id, sample, { ...options, k, gain: gain as MetricOptions['gain'] }, golden)
    expect(countRequests(sample)?.skipped).toBe(skipped)
  })
})

describe('ndcg by hand', () => {
  const grades = (labels: number[], scores: number[]): Sample =>
    sampleOf({ scores, labels, requests: labels.map(() => 0) })
  const ndcg = (sample: Sample, changes: Partial<MetricOptions> = {}): number | null =>
    metricById('ndcg').measure(sample, { ...options, ...changes })

  it.each([
    { scores: [0.1, 0.2, 0.3, 4, 70], k: 10, value: 0.695694 },
    { scores: [0.05, 1.1, 1, 0.5, 0], k: 10, value: 0.49368 },
    { scores: [0.05, 1.1, 1, 0.5, 0], k: 4, value: 0.352024 },
    { scores: [1, 0, 0, 0, 1], k: 1, value: 0.75 },
  ])('ndcg@$k of grades 10, 0, 0, 1, 5 ranked by $scores is $value', ({ scores, k, value }) => {
    expect(ndcg(grades([10, 0, 0, 1, 5], scores), { k })).toBeCloseTo(value, 6)
  })

  it('ndcg of grades 3, 2, 3, 0, 1, 2 in that order is 0.960808 linear and 0.948811 exponential', () => {
    const sample = grades([3, 2, 3, 0, 1, 2], [6, 5, 4, 3, 2, 1])
    expect(ndcg(sample)).toBeCloseTo(0.960808, 6)
    expect(ndcg(sample, { gain: 'exponential' })).toBeCloseTo(0.948811, 6)
  })

  it('ranks by `ranking` where there is one, not by score', () => {
    const sample = { ...grades([1, 0, 0], [0.1, 0.2, 0.3]), ranking: Float32Array.of(3, 2, 1) }
    expect(ndcg(sample)).toBe(1)
  })

  it('orders requests of a hundred rows as it does short ones', () => {
    const scores = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) - 50)
    const labels = scores.map((score) => (score === 46 ? 1 : 0))
    expect(ndcg(grades(labels, scores))).toBeCloseTo(1 / Math.log2(5), 12)
  })
})

describe('normalisedEntropy', () => {
  it.each([
    [0.2562, 0.569],
    [0.1698, 0.4556],
  ])('a constant %f is 1, its log loss %f nats', (rate, nats) => {
    const positives = Math.round(rate * 10000)
    const labels = Array.from({ length: 10000 }, (_, i) => (i < positives ? 1 : 0))
    const sample = sampleOf({ scores: labels.map(() => rate), labels })
    expect(metricById('normalisedEntropy').measure(sample, { ...options, baseRate: rate })).toBeCloseTo(1, 7)
    expect(metricById('logLoss').measure(sample, options)).toBeCloseTo(nats, 4)
  })

  it.each([0, 1e-4, 0.03, 0.31, 0.9, 1])('of the constant training rate %f is exactly 1 on any rows', (baseRate) => {
    const random = Random.of(8)
    const truth = Float32Array.from({ length: 3000 }, () => 0.2 * random.uniform())
    const labels = Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0))
    const rows = { labels, truth, relevance: null, requests: null }
    const { trivial } = referenceOf({ ...rows, options: { ...options, baseRate } })
    expect(trivial.sampled.normalisedEntropy).toBe(1)
    expect(trivial.expected.normalisedEntropy).toBe(1)
  })

  it('is log loss over that of the training rate on the same rows, whose own rate may be another', () => {
    const sample = sampleOf({ scores: [0.5, 0.25, 0.125, 0.125], labels: [1, 0, 0, 0] })
    const loss = -(Math.log(0.5) + Math.log(0.75) + 2 * Math.log(0.875))
    const background = -(Math.log(0.1) + 3 * Math.log(0.9))
    expect(metricById('normalisedEntropy').measure(sample, options)).toBeCloseTo(loss / background, 7)
  })
})

describe('calibrationError', () => {
  const error = (sample: Sample): number => metricById('calibrationError').measure(sample, options)!

  it('of bins that say 0.1 too much is 0.1', () => {
    const labels = Array.from({ length: 1500 }, (_, i) => (i % 10 < 3 ? 1 : 0))
    const scores = labels.map((_, i) => 0.4 + Math.floor(i / 100) * 1e-4)
    expect(error(sampleOf({ scores, labels }))).toBeCloseTo(0.1007, 6)
  })

  it('never parts tied scores, so the order of rows changes nothing', () => {
    const labels = Array.from({ length: 400 }, (_, i) => (i < 100 ? 1 : 0))
    const scores = labels.map((_, i) => (i % 4) / 8)
    const forth = sampleOf({ scores, labels })
    const back = sampleOf({ scores: scores.toReversed(), labels: labels.toReversed() })
    expect(error(forth)).toBeCloseTo(error(back), 12)
    expect(error(forth)).toBeCloseTo((0.25 + 0.125 + 0 + 0.125) / 4, 12)
  })

  it('of a constant is its distance from the share of positives', () => {
    const labels = Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? 1 : 0))
    expect(error(sampleOf({ scores: labels.map(() => 0.5), labels }))).toBeCloseTo(0.3, 12)
  })
})

describe('what is relative to the base rate', () => {
  const labels = Array.from({ length: 1500 }, (_, i) => (i % 10 < 3 ? 1 : 0))
  const sample = sampleOf({ scores: labels.map((_, i) => 0.4 + Math.floor(i / 100) * 1e-4), labels })
  const value = (id: string, of: Sample): number | null => metricById(id).measure(of, options)

  it('calibration error of bins that say 0.1 too much at a rate of 0.3 is a third', () => {
    expect(value('relativeCalibrationError', sample)).toBeCloseTo(0.1007 / 0.3, 6)
    expect(value('relativeCalibrationError', sample)).toBeCloseTo(value('calibrationError', sample)! / 0.3, 12)
  })

  it('mean score is 0.4007 over 0.3, and over the mean truth in expectation', () => {
    expect(value('scoreOverRate', sample)).toBeCloseTo(0.4007 / 0.3, 6)
    const truth = Float32Array.from(labels, () => 0.25)
    expect(value('scoreOverRate', { ...sample, labels: truth })).toBeCloseTo(0.4007 / 0.25, 6)
    expect(value('scoreOverRate', { ...sample, scores: truth, labels: truth })).toBe(1)
  })

  it('is n/a where nothing is positive', () => {
    const none = sampleOf({ scores: [0.1, 0.2], labels: [0, 0] })
    expect([value('relativeCalibrationError', none), value('scoreOverRate', none)]).toEqual([null, null])
  })

  it('is better the nearer to 1, from either side', () => {
    const { better } = metricById('scoreOverRate')
    expect(
      [gainOf(better, 1.1, 1.3), gainOf(better, 0.9, 0.7), gainOf(better, 1.05, 0.9)].every((gain) => gain > 0)
    ).toBe(true)
    expect(gainOf(better, 1.3, 1)).toBeLessThan(0)
    expect([gainOf('higher', 2, 1), gainOf('lower', 2, 1)]).toEqual([1, -1])
  })
})

describe('a score that is not a number', () => {
  it('makes every metric that reads it n/a, or leaves it out of what is called positive', () => {
    const sample = sampleOf({ scores: [0.1, NaN, 0.9, 0.4], labels: [0, 1, 1, 0], requests: [1, 1, 2, 2] })
    for (const id of ['auc', 'prAuc', 'logLoss', 'brier', 'calibrationError', 'ndcg', 'map', 'precision', 'groupAuc'])
      expect(metricById(id).measure(sample, options), id).toBeNull()
  })
})

describe('countRequests', () => {
  it('counts requests and those without a click', () => {
    const sample = sampleOf({ scores: [1, 2, 3, 4], labels: [0, 0, 1, 0], requests: [3, 3, 9, 10] })
    expect(countRequests(sample)).toEqual({ requests: 3, skipped: 2 })
  })
})
