import type { DecisionRows } from '../../../../src/core/decisions/decision-rows.ts'
import type { CostSettings } from '../../../../src/core/value/cost-knobs.ts'
import { exp, sigmoid } from '../../../../src/core/kernel/math.ts'
import type { Random } from '../../../../src/core/kernel/random.ts'
import { sortDescending } from '../../../../src/core/metrics/sort/descending.ts'

export interface EpisodeWorld {
  /** Mean number of episodes, and of positives in one. */
  readonly episodes: number
  readonly perEpisode: number
  /** Standard deviation of what the rows of an episode, and of a customer's genuine rows, share. */
  readonly shared: number
  readonly sharedByGenuine: number
  /** How far positives stand above negatives, in standard deviations of one row. */
  readonly shift: number
}

const CUSTOMERS = 250
const ROWS_EACH = 6

/** Scores of customers' rows, the first customers of whom suffer an episode; rows of one stand together in level. */
export function drawEpisodes(world: EpisodeWorld, random: Random): DecisionRows {
  const scores: number[] = []
  const labels: number[] = []
  const clusters: number[] = []
  const add = (label: number, cluster: number, level: number) => {
    scores.push(sigmoid(level + random.normal() - 3))
    labels.push(label)
    clusters.push(cluster)
  }
  const episodes = Math.max(2, poisson(world.episodes, random))
  for (let cluster = 0; cluster < episodes; cluster++) {
    const level = world.shift + world.shared * random.normal()
    for (let left = 1 + poisson(world.perEpisode - 1, random); left > 0; left--) add(1, cluster % CUSTOMERS, level)
  }
  for (let cluster = 0; cluster < CUSTOMERS; cluster++) {
    const level = world.sharedByGenuine * random.normal()
    for (let left = 1 + poisson(ROWS_EACH - 1, random); left > 0; left--) add(0, cluster, level)
  }
  const all = Float32Array.from(scores)
  const order = sortDescending(all)
  return {
    scores: all,
    labels: Uint8Array.from(labels),
    clusters: Uint32Array.from(clusters),
    ...{ truth: null, own: 0.5, deployed: 0.5, order, ranked: order },
    times: null,
    amounts: null,
    customers: null,
    trafficShare: 1,
  }
}

/** Chance that a positive of the world scores above a negative: the difference of two normals is one. */
export function trueAuc({ shift, shared, sharedByGenuine }: EpisodeWorld): number {
  return normalBelow(shift / Math.sqrt(2 + shared * shared + sharedByGenuine * sharedByGenuine))
}

/** Chance that a positive scores at or above a threshold. */
export function trueRecall({ shift, shared }: EpisodeWorld, threshold: number): number {
  const level = Math.log(threshold / (1 - threshold)) + 3
  return normalBelow((shift - level) / Math.sqrt(1 + shared * shared))
}

/** What each metric is in ever more such rows; costs have no part of an amount. */
export function trueMetrics(world: EpisodeWorld, threshold: number, costs: CostSettings): Record<string, number> {
  const [positives, negatives] = [world.episodes * world.perEpisode, CUSTOMERS * ROWS_EACH]
  const rows = positives + negatives
  const overPositives = over(world.shift - 3, Math.sqrt(1 + world.shared ** 2))
  const overNegatives = over(-3, Math.sqrt(1 + world.sharedByGenuine ** 2))
  const cut = Math.log(threshold / (1 - threshold))
  const caught = positives * overPositives.above(cut)
  const falseAlarms = negatives * overNegatives.above(cut)
  const precisionAt = (level: number) => {
    const found = positives * overPositives.above(level)
    return found / (found + negatives * overNegatives.above(level))
  }
  const lost = (positives - caught) * costs.missedFlat + falseAlarms * costs.falseAlarm
  const surprise = (x: number) => Math.log1p(Math.exp(-x))
  return {
    auc: trueAuc(world),
    prAuc: overPositives.mean(precisionAt),
    precision: caught / (caught + falseAlarms),
    recall: trueRecall(world, threshold),
    cost: ((lost + (caught + falseAlarms) * costs.review) / rows) * 10_000,
    logLoss: (positives * overPositives.mean(surprise) + negatives * overNegatives.mean((x) => surprise(-x))) / rows,
    calibration: (positives * overPositives.mean(sigmoid) + negatives * overNegatives.mean(sigmoid)) / positives,
  }
}

/** A normal level: chance to be at or above another, and means by a sum over a grid. */
function over(middle: number, deviation: number) {
  return {
    above: (level: number) => 1 - normalBelow((level - middle) / deviation),
    mean(of: (level: number) => number): number {
      let sum = 0
      let weights = 0
      for (let z = -5; z <= 5; z += 0.01) {
        const weight = exp((-z * z) / 2)
        sum += weight * of(middle + deviation * z)
        weights += weight
      }
      return sum / weights
    },
  }
}

/** Standard normal distribution by its series (Marsaglia 2004), exact to 1e-14 within ±6 and held there. */
export function normalBelow(at: number): number {
  const x = Math.min(6, Math.max(-6, at))
  let term = x
  let sum = x
  for (let i = 3; Math.abs(term) > 1e-17; i += 2) {
    term *= (x * x) / i
    sum += term
  }
  return 0.5 + (sum * exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
}

function poisson(mean: number, random: Random): number {
  const limit = exp(-mean)
  let count = 0
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++
  return count
}
