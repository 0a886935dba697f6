import type { Random } from '../../src/core/kernel/random.ts'
import { arrivalOf } from './arrivals.ts'
import { clickProbability, type ClickCurve } from './clicks.ts'
import { FIELD, SLATE } from './fields.ts'
import { restingLevers } from './levers.ts'
import type { Policy } from './policy.ts'
import type { Slate } from './slate.ts'
import type { Levers } from './levers.ts'

const REQUESTS = 4_000
const LOW = -16
const STEPS = 32
const BINS = 32 * STEPS

export interface Calibration {
  readonly intercept: number
  /** Each ad category's share of the expected clicks, by code. */
  readonly clickShares: Float64Array
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
  const weights = new Float64Array(BINS + 1)
  const logits = new Float32Array(REQUESTS * SLATE)
  const codes = new Uint16Array(REQUESTS * SLATE)
  for (let request = 0; request < REQUESTS; request++) {
    const slate = drawSlate(request, arrivalOf(request, arrivals), levers)
    policy(slate, request, order)
    for (let place = 0; place < SLATE; place++) {
      const i = order[place]
      const at = Math.max(0, Math.min(BINS - 1e-9, (slate.logits[i] - LOW) * STEPS))
      const bin = Math.floor(at)
      weights[bin] += examined[place] * (bin + 1 - at)
      weights[bin + 1] += examined[place] * (at - bin)
      logits[request * SLATE + place] = slate.logits[i]
      codes[request * SLATE + place] = slate.codes[FIELD.adCategory][i]
    }
  }

  let low = -25
  let high = 25
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    let clicks = 0
    for (let bin = 0; bin <= BINS; bin++)
      if (weights[bin] > 0) clicks += weights[bin] * clickProbability(curve, middle + LOW + bin / STEPS)
    if (clicks / logits.length < baseRate) low = middle
    else high = middle
  }
  const intercept = (low + high) / 2

  const clickShares = new Float64Array(categories)
  let total = 0
  for (let row = 0; row < logits.length; row++) {
    const click = examined[row % SLATE] * clickProbability(curve, intercept + logits[row])
    clickShares[codes[row]] += click
    total += click
  }
  return { intercept, clickShares: clickShares.map((share) => share / total) }
}
