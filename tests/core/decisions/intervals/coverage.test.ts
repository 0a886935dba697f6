import { expect, test } from 'vitest'
import type { DecisionRows } from '../../../../src/core/decisions/decision-rows.ts'
import { bootstrap, type Bootstrap } from '../../../../src/core/decisions/intervals/bootstrap.ts'
import { deLong } from '../../../../src/core/decisions/intervals/delong.ts'
import type { Interval } from '../../../../src/core/decisions/intervals/interval.ts'
import { intervalMetrics } from '../../../../src/core/decisions/intervals/metrics.ts'
import { clustered, weightedMetrics } from '../../../../src/core/decisions/intervals/weighted.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { rowsOf } from '../rows.ts'
import { drawEpisodes, trueAuc, trueMetrics, trueRecall, type EpisodeWorld } from './episodes.ts'

/** With a coverage of 0.95, 500 redraws give 0.93 to 0.97 nineteen times in twenty. */
const REDRAWS = 500
/** Redraws of single rows take long, and their failing shows in fewer. */
const OF_ROWS = 100
const THRESHOLD = 0.2
const costs = { missedFlat: 20, missedShare: 0, falseAlarm: 5, review: 2 }

/** About 38 positives in 13 episodes, whose rows share as much of their level as each has of its own. */
const episodes: EpisodeWorld = { episodes: 13, perEpisode: 3, shared: 1, sharedByGenuine: 0.5, shift: 2.5 }
const independent: EpisodeWorld = { episodes: 40, perEpisode: 1, shared: 0, sharedByGenuine: 0, shift: 1.5 }

test('500 redraws of episodes: whole clusters hold the true AUC and recall at least 92 times in 100, rows and DeLong do not', () => {
  const auc = trueAuc(episodes)
  const recall = trueRecall(episodes, THRESHOLD)
  const held = { clusters: 0, recall: 0, percentile: 0, rows: 0, deLong: 0 }
  draw(episodes, (rows, redraw) => {
    const byCluster = intervals(rows, redraw)
    held.clusters += holds(byCluster.auc, auc)
    held.recall += holds(byCluster.recall, recall)
    held.percentile += holds(percentile(byCluster.draws), auc)
    if (redraw < OF_ROWS) held.rows += holds(intervals({ ...rows, clusters: null }, redraw).auc, auc)
    held.deLong += holds(deLong(rows.order, rows.labels), auc)
  })
  expect(held.clusters / REDRAWS).toBeGreaterThanOrEqual(0.92)
  expect(held.clusters / REDRAWS).toBeLessThanOrEqual(0.985)
  expect(held.recall / REDRAWS).toBeGreaterThanOrEqual(0.92)
  expect(held.percentile / REDRAWS).toBeLessThan(0.9)
  expect(held.rows / OF_ROWS).toBeLessThan(0.9)
  expect(held.deLong / REDRAWS).toBeLessThan(0.85)
})

test.each([
  { name: 'AUC 0.917 and 13 episodes', world: episodes, least: 0.91 },
  { name: 'AUC 0.974 and 13 episodes', world: { ...episodes, shift: 3.5 }, least: 0.91 },
  {
    ...{ name: 'eight long episodes that share much', least: 0.91 },
    world: { ...episodes, episodes: 8, perEpisode: 5, shared: 1.5 },
  },
  {
    ...{ name: 'AUC 0.974 and 100 episodes of one', least: 0.88 },
    world: { ...episodes, episodes: 100, perEpisode: 1, shift: 3.5 },
  },
])('300 redraws of a world hold each metric as often as the notice says, by and large: $name', ({ world, least }) => {
  const truth = trueMetrics(world, THRESHOLD, costs)
  const given = new Map<string, number>()
  const held = new Map<string, number>()
  const add = (to: typeof given, { metric }: Interval, one: number) => to.set(metric, (to.get(metric) ?? 0) + one)
  draw(
    world,
    (rows, redraw) => {
      for (const interval of redrawn(rows, redraw).intervals.filter(({ metric }) => metric in truth)) {
        add(given, interval, interval.low === null ? 0 : 1)
        add(held, interval, holds(interval, truth[interval.metric]))
      }
    },
    300
  )
  for (const metric of Object.keys(truth)) {
    expect(given.get(metric), metric).toBeGreaterThan(270)
    expect((held.get(metric) ?? 0) / (given.get(metric) ?? 0), metric).toBeGreaterThanOrEqual(least)
  }
})

test('2,000 redraws of independent rows with 40 positives: DeLong on the logit scale holds the true AUC at least 93 times in 100', () => {
  const auc = trueAuc(independent)
  let held = 0
  draw(independent, (rows) => (held += holds(deLong(rows.order, rows.labels), auc)), 2000)
  expect(held / 2000).toBeGreaterThanOrEqual(0.93)
  expect(held / 2000).toBeLessThanOrEqual(0.965)
})

test('trueMetrics(world, threshold, costs) are what many draws together give, within 3 %', () => {
  const draws = Array.from({ length: 400 }, (_, i) => drawEpisodes(episodes, Random.of(3).at(i)))
  const scores = draws.flatMap((rows) => [...rows.scores])
  const rows = rowsOf({ scores, labels: draws.flatMap(({ labels }) => [...labels]) })
  const ready = clustered(rows, { threshold: THRESHOLD, costs })
  const out = new Float64Array(intervalMetrics.length)
  weightedMetrics(ready, new Uint8Array(rows.scores.length).fill(1), out)
  const truth = trueMetrics(episodes, THRESHOLD, costs)
  for (const [metric, value] of Object.entries(truth))
    expect(Math.abs(out[intervalMetrics.indexOf(metric)] / value - 1), metric).toBeLessThan(0.03)
})

function draw(world: EpisodeWorld, each: (rows: DecisionRows, redraw: number) => void, redraws = REDRAWS): void {
  const random = Random.of(5).stream('worlds')
  for (let redraw = 0; redraw < redraws; redraw++) each(drawEpisodes(world, random.at(redraw)), redraw)
}

function intervals(rows: DecisionRows, seed: number) {
  const found = redrawn(rows, seed)
  const [auc, recall] = ['auc', 'recall'].map((metric) => found.intervals[intervalMetrics.indexOf(metric)])
  return { auc, recall, draws: found.draws[intervalMetrics.indexOf('auc')] }
}

function redrawn(rows: DecisionRows, seed: number): Bootstrap {
  const steps = bootstrap(rows, { redraws: 120, seed, threshold: THRESHOLD, costs })
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

function percentile(draws: Float64Array) {
  const sorted = draws.filter(Number.isFinite).sort()
  return { low: sorted[Math.floor(0.025 * sorted.length)], high: sorted[Math.ceil(0.975 * sorted.length) - 1] }
}

function holds(interval: Pick<Interval, 'low' | 'high'> | null, truth: number): number {
  return interval?.low != null && interval.high !== null && interval.low <= truth && truth <= interval.high ? 1 : 0
}
