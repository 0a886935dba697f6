import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { metricById } from '../../../src/core/metrics/index.ts'
import { measureAll, measureBoth, referenceOf } from '../../../src/core/metrics/measure.ts'
import type { MetricOptions, Sample } from '../../../src/core/metrics/metric.ts'
import { createSortScratch, sortDescending } from '../../../src/core/metrics/sort/descending.ts'
import { sampleOf } from './sample.ts'

const options: MetricOptions = { k: 5, gain: 'linear', alerts: 100, threshold: 0.2, baseRate: 0.1 }
const seeded = { seed: 7, numRuns: 200 }

const rows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean()), { minLength: 2, maxLength: 60 })
  .map((pairs) => ({ scores: pairs.map(([score]) => score / 64), labels: pairs.map(([, label]) => (label ? 1 : 0)) }))

function value(id: string, sample: Sample): number | null {
  return metricById(id).measure(sample, options)
}

describe('sortDescending', () => {
  it('orders any float32 as a comparison sort does, ties by row', () => {
    const floats = fc.array(fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity)))
    fc.assert(
      fc.property(floats, (values) => {
        const scores = Float32Array.from(values)
        const expected = [...scores.keys()].sort((a, b) =>
          scores[a] === scores[b] ? a - b : scores[b] > scores[a] ? 1 : -1
        )
        expect([...sortDescending(scores).rows]).toEqual(expected)
      }),
      seeded
    )
  })

  it('gives tied scores, 0 and −0 too, equal keys and others different ones', () => {
    const { rows, keys } = sortDescending(Float32Array.of(0.5, -0, 1e-45, 0, 0.5))
    expect([...rows]).toEqual([0, 4, 2, 1, 3])
    expect(keys[0]).toBe(keys[1])
    expect(keys[3]).toBe(keys[4])
    expect(new Set(keys).size).toBe(3)
  })

  it('sorts shorter rows in a scratch that served longer ones', () => {
    const scratch = createSortScratch(5)
    sortDescending(Float32Array.of(5, 4, 3, 2, 1), scratch)
    expect([...sortDescending(Float32Array.of(1, 3, 2), scratch).rows]).toEqual([1, 2, 0])
    expect(() => sortDescending(new Float32Array(6), scratch)).toThrow('invalid scratch: 5 rows; expected at least 6')
  })
})

describe('auc', () => {
  it('is the share of pairs in order, ties half', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const gain = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0)
        const positive = scores.filter((_, i) => labels[i] === 1)
        const negative = scores.filter((_, i) => labels[i] === 0)
        const pairs = positive.flatMap((a) => negative.map((b) => gain(a, b)))
        const expected = pairs.length ? pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length : null
        const found = value('auc', sampleOf({ scores, labels }))
        if (expected === null) expect(found).toBeNull()
        else expect(found).toBeCloseTo(expected, 12)
      }),
      seeded
    )
  })

  it('is unchanged by a monotone map of the scores', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const mapped = scores.map((score) => exp(3 * score) - 7)
        expect(value('auc', sampleOf({ scores: mapped, labels }))).toBe(value('auc', sampleOf({ scores, labels })))
      }),
      seeded
    )
  })

  it('of turned scores, or of turned labels, is one minus it', () => {
    fc.assert(
      fc.property(rows, ({ scores, labels }) => {
        const found = value('auc', sampleOf({ scores, labels }))
        fc.pre(found !== null)
        const turnedScores = scores.map((score) => 1 - score)
        const turnedLabels = labels.map((label) => 1 - label)
        expect(value('auc', sampleOf({ scores: turnedScores, labels }))).toBeCloseTo(1 - found, 12)
        expect(value('auc', sampleOf({ scores, labels: turnedLabels }))).toBeCloseTo(1 - found, 12)
      }),
      seeded
    )
  })

  it('counts a fractional label as that much of a positive and the rest of a negative', () => {
    const inWhole = sampleOf({ scores: [0.9, 0.9, 0.9, 0.9, 0.2, 0.2], labels: [1, 0, 0, 0, 1, 0] })
    const inParts = sampleOf({ scores: [0.9, 0.9, 0.2, 0.2], labels: [0.25, 0.25, 0.5, 0.5] })
    expect(value('auc', inWhole)).toBeCloseTo((3 * 0.5 + 1 + 0.5) / 8, 12)
    expect(value('auc', inParts)).toBeCloseTo((0.5 * 1.5 * 0.5 + 0.5 * 1 + 1 * 1 * 0.5) / (1.5 * 2.5), 12)
  })
})

describe('expected metrics', () => {
  it.each(['auc', 'prAuc', 'logLoss', 'normalisedEntropy', 'brier', 'f1'])(
    '%s in expectation is its mean over draws of the labels',
    (id) => {
      const n = 3000
      const draws = 300
      const random = Random.of(11)
      const truth = Float32Array.from({ length: n }, () => 0.4 * random.uniform() * random.uniform())
      const scores = truth.map((p) => Math.min(0.99, Math.max(0.001, p * (0.5 + random.uniform()))))
      const sampled = Array.from({ length: draws }, () => {
        const labels = Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0))
        return value(id, { scores, labels, ranking: null, requests: null, relevance: null })!
      })
      const mean = sampled.reduce((sum, v) => sum + v, 0) / draws
      const variance = sampled.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (draws - 1)
      const sample = { scores, labels: new Uint8Array(n), ranking: null, requests: null, relevance: null }
      const { expected } = measureBoth({ sample, truth, options })
      const bias = id === 'prAuc' ? 2 / (n * mean) : 1 / n
      expect(Math.abs(expected[id]! - mean)).toBeLessThan(4 * Math.sqrt(variance / draws) + bias)
    }
  )
})

describe('referenceOf', () => {
  const random = Random.of(3)
  const requests = Uint32Array.from({ length: 4000 }, (_, i) => Math.floor(i / 20))
  const relevance = Float32Array.from(requests, () => 0.3 * random.uniform() * random.uniform())
  const truth = relevance.map((p, i) => p / (1 + 0.2 * (i % 20)))
  const labels = Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0))
  const share = labels.reduce((sum, label) => sum + label, 0) / labels.length
  const reference = referenceOf({ labels, truth, relevance, requests, options: { ...options, baseRate: share } })
  const { ceiling, trivial } = reference

  it('trivial values are the closed forms of a constant', () => {
    const values = trivial.sampled
    expect(values.auc).toBe(0.5)
    expect(values.groupAuc).toBe(0.5)
    expect(values.prAuc).toBeCloseTo(share, 12)
    expect(values.logLoss).toBeCloseTo(-share * Math.log(share) - (1 - share) * Math.log(1 - share), 7)
    expect(values.normalisedEntropy).toBeCloseTo(1, 7)
    expect(values.brier).toBeCloseTo(share * (1 - share), 7)
    expect(values.calibrationError).toBeCloseTo(0, 7)
    expect(values.f1).toBeCloseTo((2 * share) / (1 + share), 12)
    expect(values['recall@5']).toBeCloseTo(5 / 20, 12)
    expect(values['relevanceNdcg@5']).toBeGreaterThan(0.3)
  })

  it('no order of scores tried is above the ceiling in expectation, nor on relevance', () => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const noise = (p: number): number => Math.min(0.999, p * (0.7 + 0.6 * random.uniform()))
      const scores = truth.map(noise)
      const ranking = relevance.map(noise)
      const sample = { scores, ranking, labels, requests, relevance }
      const both = measureBoth({ sample, truth, options: { ...options, baseRate: share, threshold: 0.1 } })
      for (const id of ['auc', 'prAuc', 'f1'])
        expect(both.expected[id], id).toBeLessThanOrEqual(ceiling!.expected[id]! + 1e-12)
      for (const id of ['logLoss', 'brier', 'normalisedEntropy'])
        expect(both.expected[id], id).toBeGreaterThanOrEqual(ceiling!.expected[id]! - 1e-12)
      for (const id of ['relevanceNdcg@5', 'relevanceMap@5'])
        expect(both.sampled[id], id).toBeLessThanOrEqual(ceiling!.sampled[id]!)
    }
    expect(ceiling!.sampled['relevanceNdcg@5']).toBeCloseTo(1, 12)
    expect(ceiling!.sampled['relevanceMap@5']).toBeCloseTo(1, 12)
  })

  it('has no ceiling for calibration error, and none at all without truth', () => {
    expect(ceiling!.sampled.calibrationError).toBeNull()
    expect(referenceOf({ labels, truth: null, relevance: null, requests, options }).ceiling).toBeNull()
    expect(referenceOf({ labels, truth: null, relevance: null, requests, options }).trivial.expected).toEqual({})
  })
})

describe('measureAll', () => {
  it('gives every metric by key, or only those named', () => {
    const sample = sampleOf({ scores: [0.1, 0.8, 0.3], labels: [0, 1, 0] })
    expect(measureAll(sample, options, ['auc', 'ndcg'])).toEqual({ auc: 1, 'ndcg@5': null })
    expect(Object.keys(measureAll(sample, options))).toContain('relevanceMap@5')
  })
})
