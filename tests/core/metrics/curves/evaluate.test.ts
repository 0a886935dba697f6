import { describe, expect, it } from 'vitest'
import { logit, sigmoid } from '../../../../src/core/kernel/math.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { calibrationBins, wilsonInterval } from '../../../../src/core/metrics/curves/calibration.ts'
import { curvesOf } from '../../../../src/core/metrics/curves/evaluate.ts'
import { pointAt } from '../../../../src/core/metrics/curves/point.ts'
import { scoreHistogram } from '../../../../src/core/metrics/curves/histogram.ts'

const random = Random.of(9)
const truth = Float32Array.from({ length: 5000 }, () => sigmoid(random.normal() - 3))
const labels = Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0))
const positives = labels.reduce((sum, label) => sum + label, 0)

describe('calibrationBins', () => {
  it('parts all rows into bins of equal count, lowest scores first', () => {
    const bins = calibrationBins(truth, labels, truth, 20)
    expect(bins.map((bin) => bin.rows)).toEqual(new Array(20).fill(250))
    for (let i = 1; i < 20; i++) expect(bins[i].predicted).toBeGreaterThan(bins[i - 1].predicted)
    expect(bins.reduce((sum, bin) => sum + bin.observed * bin.rows, 0)).toBeCloseTo(positives, 9)
  })

  it('of the truth as score predicts the truth, and its intervals hold it about 95 times in 100', () => {
    const bins = calibrationBins(truth, labels, truth, 20)
    for (const bin of bins) expect(bin.predicted).toBe(bin.truth)
    expect(bins.filter((bin) => bin.low <= bin.truth! && bin.truth! <= bin.high).length).toBeGreaterThanOrEqual(17)
  })

  it('holds tied scores together: three scores make at most three bins', () => {
    const scores = truth.map((_, i) => (i % 3) / 4)
    const bins = calibrationBins(scores, labels, null)
    expect(bins.map((bin) => [bin.predicted, bin.rows, bin.truth])).toEqual([
      [0, 1667, null],
      [0.25, 1667, null],
      [0.5, 1666, null],
    ])
  })

  it('is empty without rows', () => {
    expect(calibrationBins(new Float32Array(0), new Uint8Array(0), null)).toEqual([])
  })
})

describe('wilsonInterval', () => {
  // scipy.stats.binomtest(count, rows).proportion_ci(method='wilson')
  it.each([
    [0, 10, 0, 0.2775327998628892],
    [1, 10, 0.017876213095072924, 0.4041500267952385],
    [50, 1000, 0.03813026239274882, 0.06531382024425081],
    [10, 10, 0.7224672001371107, 1],
  ])('of %i in %i is [%f, %f]', (count, rows, low, high) => {
    expect(wilsonInterval(count, rows).low).toBeCloseTo(low, 9)
    expect(wilsonInterval(count, rows).high).toBeCloseTo(high, 9)
  })
})

describe('scoreHistogram', () => {
  it('counts every row once, by class, in equal steps of logit', () => {
    const { low, high, positives: hits, negatives } = scoreHistogram(truth, labels, 30)
    const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0)
    expect(sum(hits)).toBe(positives)
    expect(sum(negatives)).toBe(labels.length - positives)
    const bin = Math.floor(((logit(truth[0]) - low) / (high - low)) * 30)
    expect(hits[bin] + negatives[bin]).toBeGreaterThan(0)
    expect(low).toBe(Math.floor(logit(Math.min(...truth))))
    expect(high).toBe(Math.ceil(logit(Math.max(...truth))))
  })

  it('takes scores of 0 and 1 at the clip, and has a width even for one score', () => {
    expect(scoreHistogram(Float32Array.of(0, 1), Uint8Array.of(0, 1))).toMatchObject({ low: -17, high: 17 })
    expect(scoreHistogram(Float32Array.of(0.5), Uint8Array.of(1), 4)).toMatchObject({ low: 0, high: 1 })
    expect(scoreHistogram(new Float32Array(0), new Uint8Array(0), 4)).toMatchObject({ low: -1, high: 1 })
  })
})

describe('curvesOf', () => {
  it('gives all evaluation curves of one sample', () => {
    const sample = { scores: truth, labels, ranking: null, requests: null, relevance: null }
    const curves = curvesOf(sample, truth)
    expect(curves.thresholds.positives).toBe(positives)
    expect(curves.calibration).toHaveLength(20)
    expect(curves.histogram.positives).toHaveLength(40)
    expect(JSON.stringify(curves.calibration)).not.toContain('null')
  })

  it('has a point for the threshold that a run goes by, so that what is counted is what was promised', () => {
    const sample = { scores: truth, labels, ranking: null, requests: null, relevance: null }
    const between = [...truth].find((score) => !curvesOf(sample, truth).thresholds.thresholds.includes(score))!
    expect(pointAt(curvesOf(sample, truth, between).thresholds, between).threshold).toBe(between)
  })
})
