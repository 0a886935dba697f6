import { expect, it } from 'vitest'
import { PACE_OF_FRAUD, UNTIL_FOUND } from '../../../datasets/payment-fraud/episodes.ts'
import { ChainFilter, HazardHistory } from '../../../datasets/payment-fraud/filter.ts'
import { WARM_UP } from '../../../datasets/payment-fraud/rhythm.ts'

const KINDS = 3
const hazards = Float64Array.of(2e-7, 3e-8, 5e-8, 4e-6, 1e-7, 9e-7)
const START = -WARM_UP

/** Payments of customer 1 (group 1): seconds from the start, and how dense fraud of each kind is there. */
const PAYMENTS: readonly [after: number, ratios: readonly [number, number, number]][] = [
  [40_000, [0.3, 0.01, 0]],
  [41_000, [12, 2, 0.5]],
  [41_300, [40, 1, 300]],
  [90_000, [0.002, 0.2, 0.1]],
  [400_000, [3, 8, 0.01]],
]

/** The forward equations in small steps by the classical Runge–Kutta method: weights of genuine and of each kind. */
function integrate(weights: number[], gap: number, scale: number): number[] {
  const slope = (w: readonly number[]) => {
    const h = [3, 4, 5].map((cell) => scale * hazards[cell])
    return [
      -(h[0] + h[1] + h[2]) * w[0],
      ...h.map((hazard, k) => hazard * w[0] - (1 / UNTIL_FOUND[k] + PACE_OF_FRAUD[k]) * w[k + 1]),
    ]
  }
  const add = (w: readonly number[], d: readonly number[], by: number) => w.map((each, i) => each + by * d[i])
  const steps = Math.ceil(gap / 20)
  const dt = gap / steps
  for (let step = 0; step < steps; step++) {
    const a = slope(weights)
    const b = slope(add(weights, a, dt / 2))
    const c = slope(add(weights, b, dt / 2))
    const d = slope(add(weights, c, dt))
    weights = weights.map((each, i) => each + (dt / 6) * (a[i] + 2 * b[i] + 2 * c[i] + d[i]))
  }
  return weights
}

it.each([
  { found: Infinity, change: Infinity, scale: 1 },
  { found: 60_000, change: Infinity, scale: 1 },
  { found: Infinity, change: 50_000, scale: 7 },
])('ChainFilter is the forward equations integrated numerically: %o', ({ found, change, scale }) => {
  const history = new HazardHistory()
  if (change < Infinity) history.scaleFrom(START + change, scale)
  const filter = new ChainFilter({ groupOf: Uint8Array.of(0, 1), hazards, kinds: KINDS, firstKind: 0 }, history)
  let weights = [1, ...[3, 4, 5].map((cell, k) => hazards[cell] * UNTIL_FOUND[k])]
  let at = 0
  const reach = (time: number) => {
    const turn = Math.min(Math.max(at, change), time)
    if (turn > at) weights = integrate(weights, turn - at, 1)
    if (time > turn) weights = integrate(weights, time - turn, scale)
    at = time
  }

  for (const [after, ratios] of PAYMENTS) {
    if (at < found && found <= after) {
      filter.clear(1, START + found)
      weights = [1, 0, 0, 0]
      at = found
    }
    reach(after)
    const fraud = ratios.reduce((sum, ratio, k) => sum + weights[k + 1] * ratio, 0)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    filter.advance(1, START + after)
    expect(filter.judge(1, Float64Array.from(ratios)) / (fraud / (all + fraud))).toBeCloseTo(1, 7)
    weights = [weights[0], ...ratios.map((ratio, k) => weights[k + 1] * (1 + ratio))]
  }
})

it('a filter that sees nothing but genuine payments at their pace stays where long-run odds start, less what they tell', () => {
  const chains = { groupOf: Uint8Array.of(0), hazards, kinds: KINDS, firstKind: 0 }
  const filter = new ChainFilter(chains, new HazardHistory())
  const first = filter.judge(0, Float64Array.of(1e-9, 0, 0))
  expect(first).toBeCloseTo((1e-9 * hazards[0] * UNTIL_FOUND[0]) / 1, 12)
  filter.advance(0, START + 1e9)
  // Long without a payment: h / (1/τ + ρ − Σh), less than h·τ as fraud would have paid.
  const odds = [0, 1, 2].map(
    (k) => hazards[k] / (1 / UNTIL_FOUND[k] + PACE_OF_FRAUD[k] - hazards[0] - hazards[1] - hazards[2])
  )
  const all = 1 + odds[0] + odds[1] + odds[2]
  const judged = filter.judge(0, Float64Array.of(1, 0, 0))
  expect(judged / (odds[0] / (all + odds[0]))).toBeCloseTo(1, 9)
})
