import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { metricById } from '../../../src/core/metrics/index.ts'
import type { MetricOptions, Sample } from '../../../src/core/metrics/metric.ts'
import goldens from '../../goldens/card-precision.json' with { type: 'json' }

interface Rows {
  readonly times: readonly number[]
  readonly customers: readonly number[]
  readonly scores: readonly number[]
  readonly labels: readonly number[]
}

function sampleOf({ times, customers, scores, labels }: Rows): Sample {
  return {
    scores: Float32Array.from(scores),
    ranking: null,
    labels: Uint8Array.from(labels),
    requests: null,
    relevance: null,
    times: Float64Array.from(times),
    customers: Uint32Array.from(customers),
  }
}

function measure(sample: Sample, alerts: number): number | null {
  const options: MetricOptions = { k: 10, alerts, gain: 'linear', threshold: 0.5, baseRate: 0.1 }
  return metricById('cardPrecision').measure(sample, options)
}

/** Two whole days of three cards; card 0 is compromised on both, card 1 on the second. */
const twoDays: Rows = {
  times: [0, 10, 20, DAY, DAY + 5, 2 * DAY - 1],
  customers: [0, 1, 2, 0, 1, 2],
  scores: [0.9, 0.2, 0.1, 0.8, 0.5, 0.6],
  labels: [1, 0, 0, 1, 1, 0],
}

describe('cardPrecision', () => {
  it.each(goldens)('$name is what pandas says', ({ k, value, tolerance, ...rows }) => {
    expect(Math.abs(measure(sampleOf(rows), k)! - value)).toBeLessThanOrEqual(tolerance)
  })

  it('a card found is gone the next day, one that was only suspected is not', () => {
    // Day 1 finds card 0. On day 2 only cards 1 and 2 are left, and 2 looks worse.
    expect(measure(sampleOf(twoDays), 1)).toBe(0.5)
    expect(measure(sampleOf(twoDays), 2)).toBe(0.5)
    // Card 2 is genuine and looks worst on both days.
    expect(measure(sampleOf({ ...twoDays, scores: [0.1, 0.2, 0.9, 0.5, 0.6, 0.8] }), 1)).toBe(0)
  })

  it('is of whole days: a last day that rows cover less than half of does not count', () => {
    const rows = { ...twoDays, times: [0, 10, DAY / 2, DAY, DAY + 5, DAY + 9] }
    expect(measure(sampleOf(rows), 1)).toBe(1)
    expect(measure(sampleOf({ ...rows, labels: [0, 0, 0, 1, 1, 0] }), 1)).toBeNull()
    expect(measure(sampleOf({ ...rows, times: [...rows.times.slice(0, 5), DAY * 1.6] }), 1)).toBe(0.5)
  })

  it('ranks a card by its worst payment of the day', () => {
    const rows = { times: [1, 2, 3], customers: [7, 8, 7], scores: [0.1, 0.5, 0.9], labels: [1, 0, 0] }
    expect(measure(sampleOf(rows), 1)).toBe(1)
  })

  it('all scores alike on one day give the share of compromised cards, whoever comes first', () => {
    const customers = Array.from({ length: 200 }, (_, i) => i)
    const rows = {
      times: customers,
      customers,
      scores: customers.map(() => 0.5),
      labels: customers.map((i) => +(i < 8)),
    }
    expect(measure(sampleOf(rows), 50)).toBeCloseTo(8 / 200, 12)
  })

  it('is n/a without times, customers, positives or a real score', () => {
    const sample = sampleOf(twoDays)
    expect(measure({ ...sample, times: null }, 1)).toBeNull()
    expect(measure({ ...sample, customers: null }, 1)).toBeNull()
    expect(measure({ ...sample, labels: new Uint8Array(6) }, 1)).toBeNull()
    expect(measure({ ...sample, scores: Float32Array.of(0.1, NaN, 0.3, 0.4, 0.5, 0.6) }, 1)).toBeNull()
  })
})
