import { describe, expect, it, test } from 'vitest'
import { paymentFraud } from '../../../../datasets/payment-fraud/index.ts'
import { exp } from '../../../../src/core/kernel/math.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { excessesOf } from '../../../../src/core/metrics/luck/excess.ts'
import { leakLine } from '../../../../src/core/metrics/luck/leak-line.ts'
import type { Sample } from '../../../../src/core/metrics/metric.ts'
import { defaultDocument } from '../../../../src/scenarios/document.ts'

const isLong = Boolean(process.env.SKEWLAB_LONG)
const none = { ranking: null, requests: null, relevance: null }

/** Rows with about so many positives, and a model that ranks them well (spread 1.5) or hardly (spread 0.3). */
function rowsOf(rows: number, positives: number, spread: number, random: Random) {
  const odds = Float64Array.from({ length: rows }, () => exp(spread * random.normal()))
  const scale = positives / odds.reduce((sum, value) => sum + value, 0)
  const truth = Float32Array.from(odds, (value) => Math.min(0.95, scale * value))
  return { truth, scores: truth.map((p) => p * exp(0.7 * random.normal())) }
}

function drawn(truth: Float32Array, random: Random): Uint8Array {
  return Uint8Array.from(truth, (p) => (random.uniform() < p ? 1 : 0))
}

/** Sets of labels with an excess that has less than this chance, by any metric. */
function countBelow(chance: number, samples: Iterable<readonly [Sample, Float32Array, Uint32Array | null]>): number {
  let count = 0
  for (const [sample, truth, clusters] of samples)
    if (excessesOf(sample, truth, clusters).some((excess) => excess.chance < chance)) count++
  return count
}

describe('excessesOf', () => {
  const draws = isLong ? 30_000 : 100

  it.each([
    { rows: 1000, positives: 5, spread: 1.5 },
    { rows: 1000, positives: 20, spread: 0.3 },
    { rows: 2000, positives: 100, spread: 1 },
  ])(
    'has a chance below 1 in 1,000 in at most 1 of 1,000 draws of $positives positives of spread $spread, below 1 in 10,000 in at most 1 of 10,000',
    ({ rows, positives, spread }) => {
      const random = Random.of(19)
      const { truth, scores } = rowsOf(rows, positives, spread, random)
      const samples = Array.from(
        { length: draws },
        () => [{ ...none, scores, labels: drawn(truth, random) }, truth, null] as const
      )
      expect(countBelow(1e-3, samples)).toBeLessThanOrEqual(draws / 1000)
      expect(countBelow(1e-4, samples)).toBeLessThanOrEqual(draws / 10_000)
    }
  )

  it('finds a model that knows a fifth of the labels beforehand', () => {
    const random = Random.of(20)
    const { truth, scores } = rowsOf(4000, 100, 1, random)
    for (let attempt = 0; attempt < 10; attempt++) {
      const labels = drawn(truth, random)
      const leaky = scores.map((score, row) => (labels[row] === 1 && row % 5 === 0 ? 2 : score))
      expect(countBelow(1e-4, [[{ ...none, scores: leaky, labels }, truth, null]])).toBe(1)
    }
  })

  it('is told by clusters that labels of one go together, which scatters more', () => {
    const random = Random.of(21)
    const { truth, scores } = rowsOf(1200, 100, 1, random)
    // Five copies of each row, which get one label.
    const five = (column: Float32Array): Float32Array =>
      Float32Array.from({ length: 6000 }, (_, i) => column[Math.floor(i / 5)])
    const clusters = Uint32Array.from({ length: 6000 }, (_, i) => Math.floor(i / 5))
    const [truthOfFive, scoresOfFive] = [five(truth), five(scores)]
    const labels = Array.from({ length: 40 }, () => Uint8Array.from(five(Float32Array.from(drawn(truth, random)))))
    const samples = (of: Uint32Array | null) =>
      labels.map((label) => [{ ...none, scores: scoresOfFive, labels: label }, truthOfFive, of] as const)
    expect(countBelow(1e-3, samples(null))).toBeGreaterThan(0)
    expect(countBelow(1e-3, samples(clusters))).toBe(0)
  })

  test.skipIf(!isLong)(
    'is no alarm in any of 2,000 windows of payment fraud, whose frauds come in episodes',
    { timeout: 600_000 },
    async () => {
      const settings = { ...defaultDocument('payment-fraud').world, customers: 2000 }
      let [alarms, unlikely] = [0, 0]
      for (let seed = 1; seed <= 20; seed++) {
        const world = await paymentFraud.create(settings as Parameters<typeof paymentFraud.create>[0], seed)
        const random = Random.of(seed)
        for (let window = 0; window < 100; window++) {
          const { table, truth } = world.draw({ from: 4000 * window, to: 4000 * (window + 1) })
          const scores = truth!.probability.map((p) => p * exp(random.normal()))
          const sample = [{ ...none, scores, labels: table.label }, truth!.probability, table.cluster] as const
          alarms += countBelow(1e-4, [sample])
          unlikely += countBelow(1e-2, [sample])
        }
      }
      expect(alarms).toBe(0)
      expect(unlikely).toBeLessThanOrEqual(20)
    }
  )
})

describe('leakLine', () => {
  const found = { metric: 'prAuc', sampled: 0.3, expected: 0.1, standardError: 0.04, z: 5, chance: 3e-6 }

  it('says what was reached, what is granted, and how rarely luck does that', () => {
    expect(leakLine([found], { prAuc: 0.5 })).toBe(
      'PR AUC 0.3000 on test; the true probabilities grant it 0.1000, 5.0 standard errors less, and luck does this in fewer than 1 of 100,000 test sets: most likely a column knows the label'
    )
    expect(leakLine([found], { prAuc: 0.25 })).toMatch(/^PR AUC 0\.3000 on test, above the best possible 0\.2500; /)
  })

  it('is silent where luck does so in one of 10,000 test sets, and where the truth is not known', () => {
    expect(leakLine([{ ...found, chance: 1e-4 }], { prAuc: 0.25 })).toBeNull()
    expect(leakLine([], undefined)).toBeNull()
  })
})
