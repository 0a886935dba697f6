import { expect, test } from 'vitest'
import type { DecisionRows } from '../../../../src/core/decisions/decision-rows.ts'
import { bootstrap } from '../../../../src/core/decisions/intervals/bootstrap.ts'
import { deLong } from '../../../../src/core/decisions/intervals/delong.ts'
import type { Interval } from '../../../../src/core/decisions/intervals/interval.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import { drawEpisodes, trueAuc, trueRecall, type EpisodeWorld } from './episodes.ts'

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
  { name: 'AUC 0.974 and 13 episodes', world: { ...episodes, shift: 3.5 } },
  { name: 'eight long episodes that share much', world: { ...episodes, episodes: 8, perEpisode: 5, shared: 1.5 } },
  { name: 'AUC 0.974 and 100 episodes of one', world: { ...episodes, episodes: 100, perEpisode: 1, shift: 3.5 } },
])('200 redraws of harder worlds hold AUC and recall at least 88 times in 100: $name', ({ world }) => {
  const held = { auc: 0, recall: 0, given: 0 }
  draw(
    world,
    (rows, redraw) => {
      const { auc, recall } = intervals(rows, redraw)
      held.auc += holds(auc, trueAuc(world))
      held.recall += holds(recall, trueRecall(world, THRESHOLD))
      held.given += auc.low === null ? 0 : 1
    },
    200
  )
  expect(held.given).toBeGreaterThan(180)
  expect(held.auc / held.given).toBeGreaterThanOrEqual(0.88)
  expect(held.recall / held.given).toBeGreaterThanOrEqual(0.88)
})

test('2,000 redraws of independent rows with 40 positives: DeLong on the logit scale holds the true AUC at least 93 times in 100', () => {
  const auc = trueAuc(independent)
  let held = 0
  draw(independent, (rows) => (held += holds(deLong(rows.order, rows.labels), auc)), 2000)
  expect(held / 2000).toBeGreaterThanOrEqual(0.93)
  expect(held / 2000).toBeLessThanOrEqual(0.965)
})

test('trueAuc and trueRecall are what a large draw gives', () => {
  const many = drawEpisodes({ ...episodes, episodes: 40_000 }, Random.of(2))
  const positives = many.scores.filter((_, i) => many.labels[i] === 1)
  const share = positives.filter((score) => score >= THRESHOLD).length / positives.length
  expect(share).toBeCloseTo(trueRecall(episodes, THRESHOLD), 2)
  let sum = 0
  for (let draws = 0; draws < 60; draws++) {
    const rows = drawEpisodes({ ...episodes, episodes: 300 }, Random.of(3).at(draws))
    sum += deLong(rows.order, rows.labels)?.auc ?? NaN
  }
  expect(sum / 60).toBeCloseTo(trueAuc(episodes), 2)
})

function draw(world: EpisodeWorld, each: (rows: DecisionRows, redraw: number) => void, redraws = REDRAWS): void {
  const random = Random.of(5).stream('worlds')
  for (let redraw = 0; redraw < redraws; redraw++) each(drawEpisodes(world, random.at(redraw)), redraw)
}

function intervals(rows: DecisionRows, seed: number) {
  const steps = bootstrap(rows, { redraws: 120, seed, threshold: THRESHOLD, costs })
  let step = steps.next()
  while (!step.done) step = steps.next()
  const [auc, , , recall] = step.value.intervals
  return { auc, recall, draws: step.value.draws[0] }
}

function percentile(draws: Float64Array) {
  const sorted = draws.filter(Number.isFinite).sort()
  return { low: sorted[Math.floor(0.025 * sorted.length)], high: sorted[Math.ceil(0.975 * sorted.length) - 1] }
}

function holds(interval: Pick<Interval, 'low' | 'high'> | null, truth: number): number {
  return interval?.low != null && interval.high !== null && interval.low <= truth && truth <= interval.high ? 1 : 0
}
