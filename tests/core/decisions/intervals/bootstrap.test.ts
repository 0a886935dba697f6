import { describe, expect, it } from 'vitest'
import { bootstrap, type Bootstrap, type BootstrapSpec } from '../../../../src/core/decisions/intervals/bootstrap.ts'
import { deLong } from '../../../../src/core/decisions/intervals/delong.ts'
import { differenceOf } from '../../../../src/core/decisions/intervals/difference.ts'
import { intervalOf } from '../../../../src/core/decisions/intervals/interval.ts'
import { intervalKinds, intervalMetrics } from '../../../../src/core/decisions/intervals/metrics.ts'
import { coverageNotice } from '../../../../src/core/decisions/intervals/notice.ts'
import { tQuantile } from '../../../../src/core/decisions/intervals/t-quantile.ts'
import { clustered, weightedMetrics } from '../../../../src/core/decisions/intervals/weighted.ts'
import type { DecisionRows } from '../../../../src/core/decisions/decision-rows.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { sortDescending } from '../../../../src/core/metrics/sort/descending.ts'
import goldens from '../../../goldens/decisions.json' with { type: 'json' }
import { calibratedRows, rowsOf } from '../rows.ts'
import { drawEpisodes } from './episodes.ts'

const costs = { missedFlat: 20, missedShare: 0, falseAlarm: 5, review: 2 }
const spec: BootstrapSpec = { redraws: 60, seed: 1, threshold: 0.3, costs }
const world = { episodes: 13, perEpisode: 3, shared: 1, sharedByGenuine: 0.5, shift: 2.5 }
const rows = drawEpisodes(world, Random.of(6))

function run(of: DecisionRows, changes: Partial<BootstrapSpec> = {}): Bootstrap {
  const steps = bootstrap(of, { ...spec, ...changes })
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

function kindOf(metric: string) {
  return intervalKinds.find(({ id }) => id === metric) ?? intervalKinds[0]
}

function measured(of: DecisionRows, weight: number): Float64Array {
  const ready = clustered(of, spec)
  const out = new Float64Array(intervalMetrics.length)
  weightedMetrics(ready, new Uint8Array(ready.clusters.count).fill(weight), out)
  return out
}

describe('weightedMetrics', () => {
  it.each(goldens.weighted)('equals scikit-learn with sample weights: $name', ({ weights, values, ...facts }) => {
    const out = new Float64Array(intervalMetrics.length)
    const ready = clustered(rowsOf(facts), facts)
    // Clusters are numbered anew, in the order in which they come.
    const ours = new Uint8Array(ready.clusters.count)
    facts.clusters.forEach((cluster, i) => (ours[ready.clusters.of[i]] = weights[cluster]))
    weightedMetrics(ready, ours, out)
    for (const [metric, value] of Object.entries(values))
      expect(out[intervalMetrics.indexOf(metric)], metric).toBeCloseTo(value, metric === 'cost' ? 3 : 7)
  })

  it('with weight 2 for every cluster is what it is with 1', () => {
    const [once, twice] = [1, 2].map((weight) => measured(rows, weight))
    intervalMetrics.forEach((metric, i) => expect(twice[i], metric).toBeCloseTo(once[i], 10))
  })
})

describe('deLong', () => {
  it.each(goldens.deLong)('equals its definition over all pairs to 1e-9: $name', ({ scores, labels, ...golden }) => {
    const found = deLong(sortDescending(Float32Array.from(scores)), Uint8Array.from(labels))
    for (const key of ['auc', 'standardError', 'low', 'high'] as const)
      expect(found?.[key], key).toBeCloseTo(golden[key], 6)
    expect(Math.abs((found?.standardError ?? NaN) - golden.standardError)).toBeLessThan(1e-9)
  })

  it('is null with two of a class, of which one degree of freedom is left, and where all is ranked rightly', () => {
    const of = (labels: number[]) =>
      deLong(sortDescending(Float32Array.from(labels, (_, i) => -i)), Uint8Array.from(labels))
    expect(of([1, 0, 1, 0, 0, 0])).toBeNull()
    expect(of([1, 1, 0, 1, 1, 0])).toBeNull()
    expect(of([1, 1, 1, 0, 0, 0])).toBeNull()
    expect(of([1, 1, 0, 1, 0, 0])?.auc).toBeCloseTo(8 / 9, 12)
  })
})

it('tQuantile(freedom) equals scipy within 2e-5, relative', () => {
  for (const [freedom, golden] of goldens.t) expect(Math.abs(tQuantile(freedom) / golden - 1)).toBeLessThan(2e-5)
})

describe('bootstrap', () => {
  it('estimates from the rows as they are, counts clusters, and draws the same for the same seed', () => {
    const found = run(rows)
    expect(found.intervals.map(({ estimate }) => estimate)).toEqual([...measured(rows, 1)])
    const hit = new Set([...rows.labels.keys()].filter((i) => rows.labels[i] === 1).map((i) => rows.clusters?.[i]))
    expect(found).toMatchObject({ clusters: 250, positiveClusters: hit.size, rows: rows.scores.length })
    expect(found.effectiveClusters).toBeLessThan(hit.size)
    expect(run(rows).draws).toEqual(found.draws)
    expect(run(rows, { seed: 2 }).draws).not.toEqual(found.draws)
    for (const { estimate, low, high } of found.intervals) {
      expect(low).toBeLessThan(estimate ?? NaN)
      expect(high).toBeGreaterThan(estimate ?? NaN)
    }
  })

  it('yields the share done after each redraw, and can be left', () => {
    const steps = bootstrap(rows, { ...spec, redraws: 4 })
    expect([1, 2, 3, 4].map(() => steps.next().value)).toEqual([0.25, 0.5, 0.75, 1])
    const left = bootstrap(rows, spec)
    left.next()
    expect(left.return(run(rows)).done).toBe(true)
  })

  it('of rows by themselves gives the standard error of DeLong within 15 %', () => {
    const alone = calibratedRows(4000, Random.of(8))
    const [aucs] = run(alone, { redraws: 400 }).draws
    const mean = aucs.reduce((sum, value) => sum + value, 0) / aucs.length
    const deviation = Math.sqrt(aucs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (aucs.length - 1))
    expect(deviation / (deLong(alone.order, alone.labels)?.standardError ?? NaN)).toBeCloseTo(1, 0.8)
  })

  describe('of precision stands on the alerts, however many positives there are', () => {
    // Clopper and Pearson: none of four, or all of four.
    const far = 0.025 ** (1 / 4)

    it.each([
      { name: 'all right', positives: 100, label: 1, low: far, high: 1 },
      { name: 'all wrong', positives: 100, label: 0, low: 0, high: 1 - far },
    ])('four of four alerts $name', ({ positives, label, low, high }) => {
      const labels = [...new Array<number>(4).fill(label), ...new Array<number>(positives).fill(1), 0, 0, 0, 0]
      const scores = labels.map((_, i) => (i < 4 ? 0.9 : 0.1))
      const precision = run(rowsOf({ scores, labels })).intervals[intervalMetrics.indexOf('precision')]
      expect(precision).toMatchObject({ estimate: label, effective: 4 })
      expect(precision.low).toBeCloseTo(low, 12)
      expect(precision.high).toBeCloseTo(high, 12)
    })

    it('two alerts have none, and one customer with many alerts is one', () => {
      const labels = new Array<number>(60).fill(1).map((_, i) => i % 2)
      const at = (alerts: number, clusters?: number[]) =>
        run(rowsOf({ scores: labels.map((_, i) => (i < alerts ? 0.9 : 0.1)), labels, clusters })).intervals[
          intervalMetrics.indexOf('precision')
        ]
      expect(at(2)).toMatchObject({ low: null, reason: 'too few independent alerts for an interval' })
      const clusters = labels.map((_, i) => Math.max(0, i - 19))
      expect(at(20, clusters)).toMatchObject({ effective: 1, low: null })
      expect(at(20).low).toBeGreaterThan(0.2)
    })
  })

  it('gives no interval, and says why, without positives or with too few', () => {
    const none = run(rowsOf({ scores: [0.1, 0.5, 0.3], labels: [0, 0, 0] }))
    expect(none.intervals.map(({ estimate, reason }) => [estimate, reason])[0]).toEqual([null, 'n/a'])
    const two = run(rowsOf({ scores: [0.1, 0.5, 0.3, 0.2, 0.4], labels: [0, 1, 0, 1, 0] }))
    expect(two.intervals[0]).toMatchObject({ low: null, reason: 'too few independent positives for an interval' })
    expect(run(rowsOf({ scores: [], labels: [] })).intervals.every(({ estimate }) => estimate === null)).toBe(true)
  })
})

describe('intervalOf', () => {
  const draws = Float64Array.from({ length: 100 }, (_, i) => 0.8 + 0.001 * (i % 21))

  it('holds shares within 0 and 1, at the edge by the rarest exception missed once in forty times', () => {
    const found = intervalOf(kindOf('recall'), 1, draws.fill(1), 10)
    expect(found.low).toBeCloseTo(0.025 ** (1 / 10), 12)
    expect(found.high).toBe(1)
    expect(intervalOf(kindOf('precision'), 0, draws.fill(0), 10)).toMatchObject({
      low: 0,
      high: 1 - (found.low ?? NaN),
    })
  })

  it('is wider with fewer clusters for the same draws', () => {
    const spread = Float64Array.from({ length: 100 }, (_, i) => 0.8 + 0.001 * (i % 21))
    const width = (effective: number) => {
      const { low, high } = intervalOf(kindOf('auc'), 0.81, spread, effective)
      return (high ?? NaN) - (low ?? NaN)
    }
    expect(width(4)).toBeGreaterThan(1.5 * width(10))
    expect(width(10)).toBeGreaterThan(1.1 * width(100))
  })

  it('is none where a tenth of the redraws has no value', () => {
    const holed = Float64Array.from({ length: 100 }, (_, i) => (i < 11 ? NaN : 0.8))
    expect(intervalOf(kindOf('prAuc'), 0.8, holed, 20).reason).toBe('n/a in too many redraws')
  })
})

describe('differenceOf', () => {
  it('of a model and itself is nothing; of nearly equal models is far narrower than either interval', () => {
    const model = run(rows)
    expect(differenceOf(model, model, 'auc')).toEqual({ metric: 'auc', estimate: 0, low: 0, high: 0 })
    const random = Random.of(4)
    const scores = rows.scores.map((score) => Math.min(1, score * (0.97 + 0.06 * random.uniform())))
    const found = differenceOf(run({ ...rows, scores, order: sortDescending(scores) }), model, 'auc')
    const [auc] = model.intervals
    expect((found?.high ?? NaN) - (found?.low ?? NaN)).toBeLessThan(0.2 * ((auc.high ?? NaN) - (auc.low ?? NaN)))
  })

  it('throws where the redraws are not of the same rows', () => {
    expect(() => differenceOf(run(rows), run(rows, { redraws: 20 }), 'auc')).toThrow(/^invalid pair: 60 redraws of \d+/)
  })
})

it('coverageNotice(bootstrap, unit) says what the intervals stand on, and nothing where positives are many', () => {
  const found = run(rows)
  expect(coverageNotice(found, 'customers')).toContain(
    `${found.positives} positives in ${found.positiveClusters} customers`
  )
  expect(coverageNotice({ ...found, effectiveClusters: 40 }, 'customers')).toContain('90 to 98 %')
  for (const effectiveClusters of [2, 400])
    expect(coverageNotice({ ...found, effectiveClusters }, 'customers')).toBe('')
})
