import { describe, expect, it } from 'vitest'
import { bootstrap } from '../../../../src/core/decisions/intervals/bootstrap.ts'
import { differenceOf } from '../../../../src/core/decisions/intervals/difference.ts'
import { intervalMetrics } from '../../../../src/core/decisions/intervals/metrics.ts'
import { valueKinds } from '../../../../src/core/decisions/intervals/value-intervals.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { decideRows, worthOf } from '../../../../src/core/value/decided-rows.ts'
import { valueReportOf } from '../../../../src/core/value/report.ts'
import { drawEpisodes } from './episodes.ts'
import { drawAuctions, intervalIn, redrawn } from './value-episodes.ts'

const { right, blind } = drawAuctions(300, Random.of(2))
const choice = { kind: 'auction', unit: 'dollars', settings: {} }

describe('valueIntervals(decided)', () => {
  it('estimates what the report of the same decisions says, and the same seed draws the same', () => {
    const report = valueReportOf(blind, choice)
    const found = redrawn(blind, 'truth')
    const { welfare, overPrediction } = report
    const said = {
      value: report.value.expected!,
      valueLost: report.withTruth! - report.value.expected!,
      welfare: welfare!.value.expected!,
      welfareLost: welfare!.ceiling! - welfare!.value.expected!,
      chosen: overPrediction.chosen.expected!,
      all: overPrediction.all.expected!,
    }
    for (const { id } of valueKinds) {
      const { estimate, low, high, reason } = intervalIn(found, id)
      expect(estimate, id).toBeCloseTo(said[id], 9)
      expect(low!, id).toBeLessThan(estimate!)
      expect(high!, id).toBeGreaterThan(estimate!)
      expect(reason).toBe('')
    }
    expect(found).toMatchObject({ clusters: 300, rows: 600, unit: 'requests', outcome: 'truth' })
    expect(redrawn(blind, 'truth').draws).toEqual(found.draws)
    expect(intervalIn(redrawn(blind, 'labels'), 'value').estimate).toBeCloseTo(report.value.labels!, 9)
  })

  it('of requests that are alike in size is as wide as the standard error of their mean says, within 10 %', () => {
    const values = worthOf(right, 'value', right.made, 'truth')!
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / values.length
    const { low, high } = intervalIn(redrawn(right, 'truth', { redraws: 1000 }), 'value')
    expect((high! - low!) / (2 * 1.97 * 1000 * error)).toBeGreaterThan(0.9)
    expect((high! - low!) / (2 * 1.97 * 1000 * error)).toBeLessThan(1.1)
  })

  it('of alerts on labels redraws what the interval of the cost redraws, with a minus before it', () => {
    const costs = { missedFlat: 20, missedShare: 0, falseAlarm: 5, review: 2 }
    const rows = drawEpisodes(
      { episodes: 30, perEpisode: 3, shared: 1, sharedByGenuine: 0.5, shift: 2.5 },
      Random.of(3)
    )
    const decided = decideRows(
      { ...rows, relevance: null, requests: null, slots: null },
      { scores: rows.scores, atTop: null, threshold: 0.2 },
      { kind: 'threshold', unit: 'dollars', settings: costs }
    )!
    const steps = bootstrap(rows, { redraws: 50, seed: 1, threshold: 0.2, costs })
    let step = steps.next()
    while (!step.done) step = steps.next()
    const costDraws = step.value.draws[intervalMetrics.indexOf('cost')]
    const [draws] = redrawn(decided, 'labels', { clusters: rows.clusters, redraws: 50 }).draws
    draws.forEach((value, i) => expect(-value).toBeCloseTo(costDraws[i], 6))
  })

  it('says n/a of what the truth alone tells where labels are asked, and of an auction in too few requests why there is none', () => {
    const found = redrawn(right, 'labels')
    expect(intervalIn(found, 'valueLost')).toMatchObject({ estimate: null, low: null, reason: 'n/a' })
    const few = redrawn(drawAuctions(2, Random.of(1)).right, 'truth')
    expect(intervalIn(few, 'value')).toMatchObject({
      low: null,
      reason: 'too few independent requests for an interval',
    })
  })
})

describe('differenceOf(values)', () => {
  it('of the same decisions is nothing, and of two on the same requests narrower than their own intervals say', () => {
    const [first, second] = [right, blind].map((decided) => redrawn(decided, 'truth'))
    expect(differenceOf(first, first, 'value')).toEqual({ metric: 'value', estimate: 0, low: 0, high: 0 })
    const { low, high } = differenceOf(second, first, 'value')!
    const spread = (of: typeof first): number => intervalIn(of, 'value').high! - intervalIn(of, 'value').low!
    expect(high - low).toBeLessThan(0.8 * Math.sqrt(spread(first) ** 2 + spread(second) ** 2))
    expect(low).toBeGreaterThan(0)
  })
})
