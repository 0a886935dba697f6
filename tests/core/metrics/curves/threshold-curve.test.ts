import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/kernel/random.ts'
import { bestF1Threshold } from '../../../../src/core/metrics/curves/best-f1.ts'
import { indexAt, pointAt } from '../../../../src/core/metrics/curves/point.ts'
import { thresholdCurve } from '../../../../src/core/metrics/curves/threshold-curve.ts'
import { metricById } from '../../../../src/core/metrics/index.ts'
import { aucOf } from '../../../../src/core/metrics/kinds/auc.ts'
import { averagePrecision } from '../../../../src/core/metrics/kinds/pr-auc.ts'
import { sortDescending } from '../../../../src/core/metrics/sort/descending.ts'
import goldens from '../../../goldens/metrics.json' with { type: 'json' }
import { sampleOf } from '../sample.ts'

const withCurves = goldens.flat.flatMap((golden) =>
  golden.roc && golden.pr && golden.bestF1 ? [{ ...golden, roc: golden.roc, pr: golden.pr, bestF1: golden.bestF1 }] : []
)

describe('thresholdCurve equals roc_curve and precision_recall_curve to 1e-9', () => {
  it.each(withCurves)('$name', ({ scores, labels, roc, pr, bestF1 }) => {
    const sample = sampleOf({ scores, labels })
    const curve = thresholdCurve(sample.scores, sample.labels)
    expect(curve.thresholds.length).toBe(roc.length + (scores.includes(0) ? 1 : 2))
    for (const [threshold, falsePositiveRate, truePositiveRate] of roc) {
      const point = pointAt(curve, Math.fround(threshold))
      expect(point.falsePositiveRate).toBeCloseTo(falsePositiveRate, 9)
      expect(point.truePositiveRate).toBeCloseTo(truePositiveRate, 9)
    }
    for (const [threshold, precision, recall] of pr) {
      const point = pointAt(curve, Math.fround(threshold))
      expect(point.precision).toBeCloseTo(precision, 9)
      expect(point.recall).toBeCloseTo(recall, 9)
    }
    const threshold = bestF1Threshold(sample.scores, sample.labels)
    expect(pointAt(curve, threshold).f1).toBeCloseTo(bestF1.f1, 9)
    const options = { k: 1, gain: 'linear', alerts: 100, threshold, baseRate: 0.1 } as const
    expect(metricById('f1').measure(sample, options)).toBeCloseTo(bestF1.f1, 9)
  })
})

describe('thresholdCurve of many rows', () => {
  const random = Random.of(5)
  const scores = Float32Array.from({ length: 60000 }, () => 0.2 * random.uniform() * random.uniform())
  const labels = Uint8Array.from(scores, (p) => (random.uniform() < p * p * 4 ? 1 : 0))
  const curve = thresholdCurve(scores, labels)
  const { thresholds, truePositives, falsePositives, positives, negatives } = curve
  const order = sortDescending(scores)

  it('keeps at most 400 points, descending from Infinity to 0, with nothing above the first and all above the last', () => {
    const last = thresholds.length - 1
    expect(thresholds.length).toBeLessThanOrEqual(400)
    expect(thresholds.length).toBeGreaterThan(300)
    expect([thresholds[0], thresholds[last]]).toEqual([Infinity, 0])
    for (let i = 1; i <= last; i++) expect(thresholds[i]).toBeLessThan(thresholds[i - 1])
    expect([truePositives[0], falsePositives[0]]).toEqual([0, 0])
    expect([truePositives[last], falsePositives[last]]).toEqual([positives, negatives])
    expect(positives + negatives).toBe(scores.length)
  })

  it('counts exactly the rows at or above each threshold', () => {
    for (const i of [1, 2, 77, 200, 333]) {
      const called = labels.filter((_, row) => scores[row] >= thresholds[i])
      expect(truePositives[i]).toBe(called.reduce((sum, label) => sum + label, 0))
      expect(truePositives[i] + falsePositives[i]).toBe(called.length)
    }
  })

  it('draws ROC and precision–recall so closely that their areas are those of all thresholds to 0.001', () => {
    let roc = 0
    let pr = 0
    for (let i = 1; i < thresholds.length; i++) {
      const gained = truePositives[i] - truePositives[i - 1]
      const called = truePositives[i] + falsePositives[i]
      roc += (falsePositives[i] - falsePositives[i - 1]) * (truePositives[i] - gained / 2)
      pr += gained * (truePositives[i] / called)
    }
    expect(Math.abs(roc / (positives * negatives) - aucOf(order, labels)!)).toBeLessThan(0.001)
    expect(Math.abs(pr / positives - averagePrecision(order, labels)!)).toBeLessThan(0.001)
  })

  it('has every one of the highest scores', () => {
    for (let i = 1; i <= 79; i++) expect(thresholds[i]).toBe(scores[order.rows[i - 1]])
  })

  it('of fractional labels counts expected positives', () => {
    const expected = thresholdCurve(scores, scores)
    expect(expected.positives).toBeCloseTo(
      scores.reduce((sum, p) => sum + p, 0),
      6
    )
  })
})

describe('pointAt', () => {
  const curve = thresholdCurve(Float32Array.of(0.75, 0.5, 0.5, 0.25), Uint8Array.of(1, 0, 1, 0))

  it('reads the confusion counts, in all and in ten thousand', () => {
    const point = pointAt(curve, 0.5)
    expect(point.counts).toEqual({ truePositives: 2, falsePositives: 1, falseNegatives: 0, trueNegatives: 1 })
    expect(point.perTenThousand.falsePositives).toBe(2500)
    expect(point.f1).toBeCloseTo(0.8, 12)
  })

  it('takes the lowest threshold of the curve that is not below the one asked for', () => {
    expect(indexAt(curve, 0.6)).toBe(1)
    expect(pointAt(curve, 0.75).threshold).toBe(0.75)
    expect(pointAt(curve, 2).threshold).toBe(Infinity)
    expect(pointAt(curve, -1).threshold).toBe(0)
  })

  it('is n/a where it would divide by nothing', () => {
    expect(pointAt(curve, Infinity).precision).toBeNull()
    const without = thresholdCurve(Float32Array.of(0.5, 0.25), Uint8Array.of(0, 0))
    expect(pointAt(without, 0.5)).toMatchObject({ recall: null, f1: null, falsePositiveRate: 0.5, precision: 0 })
    expect(thresholdCurve(new Float32Array(0), new Uint8Array(0)).thresholds).toEqual(Float64Array.of(Infinity))
  })
})

describe('bestF1Threshold', () => {
  it('is 0.5 where there is nothing to find', () => {
    expect(bestF1Threshold(new Float32Array(0), new Uint8Array(0))).toBe(0.5)
    expect(bestF1Threshold(Float32Array.of(0.1), Uint8Array.of(0))).toBe(0.5)
  })
})
