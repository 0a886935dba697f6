import { Random } from '../../kernel/random.ts'
import type { DecisionRows } from '../decision-rows.ts'
import { intervalOf, type Interval } from './interval.ts'
import { intervalKinds } from './metrics.ts'
import { clustered, weightedMetrics, type Cut } from './weighted.ts'

export interface BootstrapSpec extends Cut {
  readonly redraws: number
  /** The same seed redraws the same clusters, whatever the scores: redraws of two models of the same rows are pairs. */
  readonly seed: number
}

/** Intervals, and what they stand on. */
export interface Bootstrap {
  readonly redraws: number
  readonly rows: number
  readonly positives: number
  readonly clusters: number
  /** Clusters with a positive; and how many equal ones they are worth (Kish: square of the sum over sum of squares). */
  readonly positiveClusters: number
  readonly effectiveClusters: number
  readonly intervals: readonly Interval[]
  /** Values in each redraw, by metric in the order of `intervalKinds`: what pairs are made of. */
  readonly draws: readonly Float64Array[]
}

/**
 * Resamples whole clusters with replacement (multinomial counts). Yields the share done after each redraw, so that a
 * worker can breathe, tell its progress or stop; a redraw is one pass over the rows.
 */
export function* bootstrap(rows: DecisionRows, spec: BootstrapSpec): Generator<number, Bootstrap, undefined> {
  const ready = clustered(rows, spec)
  const random = Random.of(spec.seed).stream('bootstrap')
  // Counts of a draw are about one; a byte holds all there will ever be, and more of them fit where they are quick to reach.
  const weights = new Uint8Array(ready.clusters.count).fill(1)
  const values = new Float64Array(intervalKinds.length)
  weightedMetrics(ready, weights, values)
  const estimates = values.slice()
  const draws = intervalKinds.map(() => new Float64Array(spec.redraws))
  for (let redraw = 0; redraw < spec.redraws; redraw++) {
    weights.fill(0)
    random.at(redraw)
    for (let i = 0; i < weights.length; i++) weights[random.below(weights.length)]++
    weightedMetrics(ready, weights, values)
    for (let metric = 0; metric < values.length; metric++) draws[metric][redraw] = values[metric]
    yield (redraw + 1) / spec.redraws
  }
  const { sums } = ready
  const effective = {
    positives: effectiveOf(sums.positives),
    alerts: effectiveOf(sums.caught.map((caught, cluster) => caught + sums.falseAlarms[cluster])),
  }
  return {
    redraws: spec.redraws,
    rows: rows.scores.length,
    positives: sums.positives.reduce((all, count) => all + count, 0),
    clusters: ready.clusters.count,
    positiveClusters: sums.positives.filter((count) => count > 0).length,
    effectiveClusters: effective.positives,
    intervals: intervalKinds.map((kind, i) => intervalOf(kind, estimates[i], draws[i], effective[kind.per])),
    draws,
  }
}

/** How many equal clusters these are worth (Kish): square of the sum over sum of squares. */
function effectiveOf(counts: Float64Array): number {
  let sum = 0
  let squares = 0
  for (const count of counts) {
    sum += count
    squares += count * count
  }
  return squares > 0 ? (sum * sum) / squares : 0
}
