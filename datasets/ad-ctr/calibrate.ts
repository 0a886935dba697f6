import type { Random } from '../../src/core/kernel/random.ts'
import { arrivalOf } from './arrivals.ts'
import { clickProbability, type ClickCurve } from './clicks.ts'
import { SLATE } from './fields.ts'
import { restingLevers, type Levers } from './levers.ts'
import type { Policy } from './policy.ts'
import type { Slate } from './slate.ts'

const REQUESTS = 4_000
const LOW = -16
const STEPS = 8
const BINS = 32 * STEPS + 1

export interface Calibration {
  readonly intercept: number
  /** Expected share of clicks where the logits of each ad category, by code, are raised by its gain and by a shift. */
  rateWith(gains: Float64Array, shift: number): number
}

/**
 * Finds the intercept at which the expected share of clicks is `baseRate`, on requests of a stream of their own. The
 * logits are kept as a histogram weighted by examination, each split over the two nearest bins.
 * @param curve P(click | examined) with the affinity score integrated out
 * @throws where the rate is more than is ever examined
 */
export function calibrate(
  baseRate: number,
  examined: Float64Array,
  curve: ClickCurve,
  drawSlate: (request: number, time: number, levers: Levers) => Slate,
  policy: Policy,
  arrivals: Random,
  categories: number
): Calibration {
  const limit = examined.reduce((sum, share) => sum + share, 0) / SLATE
  if (baseRate > 0.97 * limit)
    throw new Error(
      `invalid baseRate: ${baseRate}; expected at most ${(0.97 * limit).toPrecision(3)}, the share of impressions examined at this position bias`
    )
  const levers = restingLevers()
  const order = new Uint8Array(SLATE)
  const weights = new Float64Array(categories * BINS)
  for (let request = 0; request < REQUESTS; request++) {
    const slate = drawSlate(request, arrivalOf(request, arrivals), levers)
    policy(slate, request, order)
    for (let place = 0; place < SLATE; place++) {
      const i = order[place]
      const at = Math.max(0, Math.min(BINS - 1.001, (slate.logits[i] - LOW) * STEPS))
      const bin = Math.floor(at)
      const first = slate.candidates.adCategory[i] * BINS + bin
      weights[first] += examined[place] * (bin + 1 - at)
      weights[first + 1] += examined[place] * (at - bin)
    }
  }

  const filled = Uint32Array.from(weights.keys()).filter((cell) => weights[cell] > 0)
  const rateAt = (intercept: number, gains: Float64Array): number => {
    let clicks = 0
    for (const cell of filled) {
      const category = Math.floor(cell / BINS)
      const logit = intercept + gains[category] + LOW + (cell - category * BINS) / STEPS
      clicks += weights[cell] * clickProbability(curve, logit)
    }
    return clicks / (REQUESTS * SLATE)
  }
  const level = new Float64Array(categories)
  const intercept = bisect(-25, 25, 50, (middle) => rateAt(middle, level) < baseRate)
  return { intercept, rateWith: (gains, shift) => rateAt(intercept + shift, gains) }
}

/** Where a claim that holds at `low` and not at `high` stops holding. */
export function bisect(low: number, high: number, steps: number, holds: (middle: number) => boolean): number {
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}
