import type { DecisionRows } from '../decision-rows.ts'
import { intervalOf } from './interval.ts'
import { effectiveOf } from './effective.ts'
import { intervalKinds } from './metrics.ts'
import type { Redrawn } from './redrawn.ts'
import { redrawInto, redrawsOf } from './redraw.ts'
import { clustered, weightedMetrics, type Cut } from './weighted.ts'

export interface BootstrapSpec extends Cut {
  readonly redraws: number
  /** The same seed redraws the same clusters, whatever the scores: redraws of two models of the same rows are pairs. */
  readonly seed: number
}

/** Intervals, and what they stand on. */
export interface Bootstrap extends Redrawn {
  readonly positives: number
  /** Clusters with a positive; and how many equal ones they are worth (Kish: square of the sum over sum of squares). */
  readonly positiveClusters: number
  readonly effectiveClusters: number
}

/**
 * Resamples whole clusters with replacement (multinomial counts). Yields the share done after each redraw, so that a
 * worker can yieldToMessages, tell its progress or stop; a redraw is one pass over the rows.
 */
export function* bootstrap(rows: DecisionRows, spec: BootstrapSpec): Generator<number, Bootstrap, undefined> {
  const ready = clustered(rows, spec)
  const random = redrawsOf(spec.seed)
  // Counts of a draw are about one; a byte holds all there will ever be, and more of them fit where they are quick to reach.
  const weights = new Uint8Array(ready.clusters.count).fill(1)
  const values = new Float64Array(intervalKinds.length)
  weightedMetrics(ready, weights, values)
  const estimates = values.slice()
  const draws = intervalKinds.map(() => new Float64Array(spec.redraws))
  for (let redraw = 0; redraw < spec.redraws; redraw++) {
    redrawInto(weights, random, redraw)
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
