import { describe, expect, test } from 'vitest'
import { exp } from '../../../../src/core/kernel/math.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { pointOf } from '../../../../src/core/metrics/curves/point.ts'
import {
  positiveWeight,
  thinnedAveragePrecision,
  thinnedCounts,
  thinnedCurve,
} from '../../../../src/core/metrics/curves/prevalence.ts'
import { thresholdCurve } from '../../../../src/core/metrics/curves/threshold-curve.ts'
import { aucOf } from '../../../../src/core/metrics/kinds/auc.ts'
import { averagePrecision } from '../../../../src/core/metrics/kinds/pr-auc.ts'
import { sortDescending } from '../../../../src/core/metrics/sort/descending.ts'

const WEIGHTS = [1, 0.3, 0.03, 0.003]

/** Rows whose positives score higher; `steps` scores at most where given, so that most are tied. */
function drawn({ rows = 20_000, rate = 0.03, steps = 0, seed = 1 }) {
  const random = Random.of(seed).stream('prevalence')
  const scores = new Float32Array(rows)
  const labels = new Uint8Array(rows)
  for (let i = 0; i < rows; i++) {
    labels[i] = random.uniform() < rate ? 1 : 0
    const score = 1 / (1 + exp(-(random.normal() + 1.7 * labels[i] - 3)))
    scores[i] = steps ? Math.ceil(score * steps) / steps : score
  }
  return { scores, labels, order: sortDescending(scores), curve: thresholdCurve(scores, labels) }
}

type Drawn = ReturnType<typeof drawn>

/** Average precision with positives of this weight, row by row. */
function weighedExactly({ order: { rows, keys }, labels }: Drawn, weight: number): number {
  let [found, wrong, sum, positives] = [0, 0, 0, 0]
  for (let i = 0; i < rows.length;) {
    const key = keys[i]
    let tied = 0
    do {
      if (labels[rows[i]]) tied++
      else wrong++
    } while (++i < rows.length && keys[i] === key)
    found += weight * tied
    positives += tied
    sum += tied * (found / (found + wrong))
  }
  return sum / positives
}

const samples = {
  'with scores of their own': drawn({}),
  'tied in fifty scores': drawn({ steps: 50 }),
  'with sixty positives': drawn({ rows: 2_000 }),
  'of a hundred thousand': drawn({ rows: 100_000, rate: 0.01 }),
}

describe.each(Object.entries(samples))('rows %s', (_, sample) => {
  const exact = averagePrecision(sample.order, sample.labels)!

  test.each(WEIGHTS)('thinnedAveragePrecision at weight %d is the weighted one of every row, within 1 %', (weight) => {
    const thinned = thinnedAveragePrecision(exact, sample.curve, weight)
    expect(Math.abs(thinned / weighedExactly(sample, weight) - 1)).toBeLessThan(0.01)
  })

  test('at weight 1 it is the average precision', () => {
    expect(thinnedAveragePrecision(exact, sample.curve, 1)).toBeCloseTo(exact, 12)
  })
})

test('thinnedCurve keeps recall and false positive rate at every threshold, and lowers precision', () => {
  const { curve } = samples['with scores of their own']
  const thinned = thinnedCurve(curve, 0.03)
  for (let i = 1; i < curve.thresholds.length; i++) {
    const [now, was] = [pointOf(thinned, i), pointOf(curve, i)]
    expect(now.recall).toBeCloseTo(was.recall!, 12)
    expect(now.falsePositiveRate).toBe(was.falsePositiveRate)
    const { truePositives, falsePositives } = was.counts
    expect(now.precision).toBeCloseTo((0.03 * truePositives) / (0.03 * truePositives + falsePositives), 12)
  }
})

test('thinning is the expectation of dropping positives at random, and leaves AUC where it was', () => {
  const { scores, labels, curve, order } = samples['with scores of their own']
  const random = Random.of(2).stream('drop')
  const at = Math.floor(curve.thresholds.length / 2)
  const threshold = curve.thresholds[at]
  let [found, area] = [0, 0]
  const draws = 40
  for (let draw = 0; draw < draws; draw++) {
    const kept = [...labels.keys()].filter((row) => !labels[row] || random.uniform() < 0.3)
    const some = {
      scores: Float32Array.from(kept, (row) => scores[row]),
      labels: Uint8Array.from(kept, (row) => labels[row]),
    }
    for (let i = 0; i < kept.length; i++) if (some.labels[i] && some.scores[i] >= threshold) found++
    area += aucOf(sortDescending(some.scores), some.labels)!
  }
  const { truePositives } = pointOf(thinnedCurve(curve, 0.3), at).counts
  expect(Math.abs(found / draws - truePositives)).toBeLessThan(4 * Math.sqrt((0.7 * truePositives) / draws))
  expect(area / draws).toBeCloseTo(aucOf(order, labels)!, 2)
})

test('positiveWeight gives the share asked for, and never more positives than there are', () => {
  const { curve } = samples['with scores of their own']
  const thinned = thinnedCurve(curve, positiveWeight(curve, 0.001))
  expect(thinned.positives / (thinned.positives + thinned.negatives)).toBeCloseTo(0.001, 12)
  expect(positiveWeight(curve, 0.2)).toBe(1)
  expect(positiveWeight({ positives: 0, negatives: 5 }, 0.01)).toBe(1)
  expect(thinnedCounts({ truePositives: 4, falseNegatives: 2, falsePositives: 9, trueNegatives: 7 }, 0.5)).toEqual({
    truePositives: 2,
    falseNegatives: 1,
    falsePositives: 9,
    trueNegatives: 7,
  })
})
