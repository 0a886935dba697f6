import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/kernel/random.ts'
import { bestF1Threshold } from '../../../../src/core/metrics/curves/best-f1.ts'
import { countsAt } from '../../../../src/core/metrics/curves/called.ts'
import { foldThresholds } from '../../../../src/core/metrics/curves/fold-thresholds.ts'
import { indexAt, pointAt } from '../../../../src/core/metrics/curves/point.ts'
import { thresholdCurve } from '../../../../src/core/metrics/curves/threshold-curve.ts'
import { sortDescending } from '../../../../src/core/metrics/sort/descending.ts'

const random = Random.of(4)
const scores = Float32Array.from({ length: 3000 }, () => Math.round(random.uniform() * random.uniform() * 2000) / 2000)
const labels = Uint8Array.from(scores, (score) => (random.uniform() < score ? 1 : 0))

describe('countsAt(rows, threshold)', () => {
  it('calls a score at its threshold positive, of one threshold or of one a row', () => {
    const rows = { scores: Float32Array.of(0.25, 0.5, 0.75, 0.5), labels: Uint8Array.of(1, 1, 0, 0) }
    const both = { truePositives: 1, falsePositives: 2, falseNegatives: 1, trueNegatives: 0 }
    expect(countsAt(rows, 0.5)).toEqual(both)
    expect(countsAt(rows, Float32Array.of(0.5, 0.5, 0.5, 0.5))).toEqual(both)
    expect(countsAt(rows, Float32Array.of(0.25, 0.75, 1, 0.5))).toEqual({
      ...both,
      falsePositives: 1,
      trueNegatives: 1,
    })
  })

  it('counts a chance as so much of a positive and the rest of a negative', () => {
    const rows = { scores: Float32Array.of(0.9, 0.1), labels: Float32Array.of(0.75, 0.25) }
    expect(countsAt(rows, 0.5)).toEqual({
      ...{ truePositives: 0.75, falsePositives: 0.25 },
      ...{ falseNegatives: 0.25, trueNegatives: 0.75 },
    })
  })
})

describe('thresholdCurve(scores, labels, points, order, chosen)', () => {
  it.each([0.123, 0.5, 0.50001, 0.0001, 0.99999, 2, scores[7]])(
    'has the exact counts at the chosen threshold %d, also between two scores',
    (chosen) => {
      const curve = thresholdCurve(scores, labels, 50, sortDescending(scores), chosen)
      expect(curve.thresholds[indexAt(curve, chosen)]).toBe(chosen)
      expect(pointAt(curve, chosen).counts).toEqual(countsAt({ scores, labels }, chosen))
      expect([...curve.thresholds]).toEqual([...new Set(curve.thresholds)].sort((a, b) => b - a))
    }
  )

  it('is the same but for that point', () => {
    const without = thresholdCurve(scores, labels, 50)
    const curve = thresholdCurve(scores, labels, 50, sortDescending(scores), 0.12345)
    expect([...curve.thresholds].filter((threshold) => threshold !== 0.12345)).toEqual([...without.thresholds])
  })
})

describe('foldThresholds(scores, labels, folds)', () => {
  it('are those of best F1 on the rows of the other folds alone', () => {
    const of = Uint8Array.from(scores, () => random.below(5))
    const found = foldThresholds(scores, labels, { of, count: 5 })
    for (let fold = 0; fold < 5; fold++) {
      const others = [...of.keys()].filter((row) => of[row] !== fold)
      const alone = bestF1Threshold(
        Float32Array.from(others, (row) => scores[row]),
        Uint8Array.from(others, (row) => labels[row])
      )
      expect(found[fold]).toBe(alone)
    }
  })

  it('are 0.5 where the others have no positive', () => {
    const one = { of: Uint8Array.of(0, 1, 1), count: 2 }
    expect([...foldThresholds(Float32Array.of(0.9, 0.8, 0.1), Uint8Array.of(1, 0, 0), one)]).toEqual([
      0.5,
      Math.fround(0.9),
    ])
  })
})
