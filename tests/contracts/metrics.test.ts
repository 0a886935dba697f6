import { describe, expect, it } from 'vitest'
import { intervalMetrics } from '../../src/core/decisions/intervals/metrics.ts'
import { clustered, weightedMetrics } from '../../src/core/decisions/intervals/weighted.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { gainOf } from '../../src/core/metrics/better.ts'
import { metricFor, metricById, metrics } from '../../src/core/metrics/index.ts'
import { lackingIn, valueOf, type Metric, type MetricOptions, type Sample } from '../../src/core/metrics/metric.ts'
import { rowsOf } from '../core/decisions/rows.ts'

const costs = { missedFlat: 20, missedShare: 0, falseAlarm: 5, review: 2 }
const options: MetricOptions = { k: 3, gain: 'linear', alerts: 3, threshold: 0.3, baseRate: 0.2 }

function rows(n: number, seed: number): Sample {
  const random = Random.of(seed)
  const scores = Float32Array.from({ length: n }, () => random.uniform())
  return {
    scores,
    ranking: null,
    labels: Uint8Array.from(scores, (p) => (random.uniform() < p * 0.5 ? 1 : 0)),
    requests: Uint32Array.from(scores, (_, i) => Math.floor(i / 8)),
    relevance: scores.map((p) => p * 0.5),
    times: Float64Array.from(scores, (_, i) => 3600 * Math.floor(i / 8)),
    customers: Uint32Array.from(scores, (_, i) => Math.floor(i / 2)),
  }
}

it('metric ids are unique, and metricById finds each and names the choice where there is none', () => {
  expect(new Set(metrics.map((metric) => metric.id)).size).toBe(metrics.length)
  for (const metric of metrics) expect(metricById(metric.id)).toBe(metric)
  expect(() => metricById('accuracy')).toThrow(/^unknown metric: accuracy; expected one of auc, /)
})

it('each role is that of one metric whose key is its id', () => {
  const named = metrics.flatMap(({ role, atK }: Metric) => (role ? [{ role, atK }] : []))
  expect(named.map(({ role }) => role).sort()).toEqual(['calibration', 'loss', 'ranking', 'retrieval'])
  for (const { role, atK } of named) expect([role, atK, metricFor(role).role]).toEqual([role, false, role])
})

describe.each(metrics.map((metric) => ({ id: metric.id, metric: metric as Metric })))('$id', ({ metric }) => {
  it('has a label and a help that is a sentence', () => {
    expect(metric.label).not.toBe('')
    expect(metric.help).toMatch(/^[A-Z].{30,}\.$/)
  })

  it('is a finite number on ordinary rows and the same again', () => {
    const value = metric.measure(rows(400, 1), options)
    expect(Number.isFinite(value)).toBe(true)
    expect(metric.measure(rows(400, 1), options)).toBe(value)
  })

  it('is n/a without rows', () => {
    expect(metric.measure(rows(0, 1), options)).toBeNull()
  })

  it.each(metric.needs)('is n/a without %s, which it says is lacking, and not with all it needs', (need) => {
    const whole = rows(400, 1)
    expect(lackingIn(whole, metric)).toEqual([])
    expect(valueOf(metric, whole, options)).toBe(metric.measure(whole, options))
    const less: Sample = { ...whole, [need]: null }
    expect(lackingIn(less, metric)).toEqual([need])
    expect(valueOf(metric, less, options)).toBeNull()
  })

  it('reads nothing that it does not say it needs', () => {
    const whole = rows(400, 1)
    const { scores, ranking } = whole
    const bare = {
      requests: null,
      relevance: null,
      ...Object.fromEntries(metric.needs.map((need) => [need, whole[need]])),
    }
    expect(valueOf(metric, { scores, ranking, labels: whole.labels, ...bare }, options)).toBe(
      metric.measure(whole, options)
    )
  })

  it('leaves the sample as it was', () => {
    const sample = rows(160, 2)
    metric.measure(sample, options)
    expect(sample).toEqual(rows(160, 2))
  })

  it('does not depend on the order of rows within a request', () => {
    const sample = rows(400, 3)
    const turned = (column: Float32Array): Float32Array => column.map((_, i) => column[i - (i % 8) + 7 - (i % 8)])
    const other = {
      ...sample,
      scores: turned(sample.scores),
      labels: turned(Float32Array.from(sample.labels)),
      relevance: turned(sample.relevance!),
    }
    expect(metric.measure(other, options)).toBeCloseTo(metric.measure(sample, options)!, 12)
  })

  it('a score that follows the labels beats one that opposes them, in the direction it states', () => {
    const { labels, ...sample } = rows(400, 4)
    const follow = Float32Array.from(labels, (y, i) => (y ? 0.9 : 0.1) + (i % 8) / 1000)
    const oppose = follow.map((score) => 1 - score)
    const good = metric.measure({ ...sample, labels, scores: follow, relevance: follow }, options)!
    const bad = metric.measure({ ...sample, labels, scores: oppose, relevance: follow }, options)!
    expect(gainOf(metric.better, good, bad)).toBeGreaterThan(0)
  })

  if (metric.interval)
    it('has an interval around what it is on the rows: equal on sums that count each row once', () => {
      const { scores, labels } = rows(400, 6)
      const { threshold } = options
      const sums = clustered(rowsOf({ scores, labels }), { threshold, costs })
      const out = new Float64Array(intervalMetrics.length)
      weightedMetrics(sums, new Uint8Array(scores.length).fill(1), out)
      const own = metric.measure(rows(400, 6), options)!
      expect(out[intervalMetrics.indexOf(metric.id)]).toBeCloseTo(own, 10)
    })

  if (metric.expected)
    it('reads 0 and 1 as fractional labels the same', () => {
      const sample = rows(400, 5)
      const fractional = { ...sample, labels: Float32Array.from(sample.labels) }
      expect(metric.measure(fractional, options)).toBe(metric.measure(sample, options))
    })
})
