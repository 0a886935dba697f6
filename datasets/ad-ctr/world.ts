import type { Random } from '../../src/core/kernel/random.ts'
import { allocateDraw, type Draw, type RowRange, type Schema } from '../../src/core/kernel/table.ts'
import type { DrawTarget, World } from '../dataset.ts'
import { arrivalOf, DAY, requestAt } from './arrivals.ts'
import { clickProbability, type ClickCurve } from './clicks.ts'
import { SLOPE } from './effects.ts'
import { FIELD, layout, NUMBER, SLATE } from './fields.ts'
import { restingLevers, setLevers, type Bending, type Levers } from './levers.ts'
import type { Policy } from './policy.ts'
import type { Slate } from './slate.ts'
import type { Wander } from './wander.ts'

export interface Parts {
  readonly schema: Schema
  readonly baseRate: number
  readonly intercept: number
  readonly examined: Float64Array
  /** P(click | examined) where the affinity score arrives, and where it does not. */
  readonly scored: ClickCurve
  readonly unscored: ClickCurve
  readonly drawSlate: (request: number, time: number, levers: Levers) => Slate
  readonly policy: Policy
  readonly wander: Wander
  readonly arrivals: Random
  readonly labels: Random
  readonly broken: Random
  readonly bendings: readonly Bending[]
}

/** The affinity score a broken pipeline sends where it is stuck, and the factor where its unit has changed. */
const STUCK = 0
const SCALED = 100

/** The score is `MIDDLE + SPREAD · z`; z stays within ±6.8, so no intact score equals a stuck or a scaled one. */
const MIDDLE = 50
const SPREAD = 7

export function worldOf(parts: Parts): World {
  return {
    schema: parts.schema,
    layout,
    baseRate: parts.baseRate,
    draw: (range, into) => draw(parts, range, into),
    timeOf: (row) => arrivalOf(Math.floor(row / SLATE), parts.arrivals),
    rowAt: (time) => requestAt(time, parts.arrivals) * SLATE,
    bend: (bend, amount) => worldOf({ ...parts, bendings: [...parts.bendings, { bend, amount }] }),
  }
}

/** A hot loop; tests/bench/rows/draw-ad-table.ts times it. */
function draw(parts: Parts, range: RowRange, into?: DrawTarget): Draw {
  const { draw: target, at } = into ?? { draw: allocateDraw(parts.schema, layout, range.to - range.from), at: 0 }
  const { intercept, examined, scored, unscored, drawSlate, policy, wander, arrivals, labels, broken, bendings } = parts
  const { table, truth } = target
  const { time, label, numeric, categorical } = table
  const request = table.request!
  const position = table.position!
  const probability = truth!.probability
  const relevance = truth!.relevance!
  const affinity = numeric[NUMBER.affinity]
  const levers = restingLevers()
  const order = new Uint8Array(SLATE)

  const last = Math.ceil(range.to / SLATE)
  for (let r = Math.floor(range.from / SLATE); r < last; r++) {
    const arrival = arrivalOf(r, arrivals)
    if (bendings.length > 0) setLevers(levers, bendings, arrival)
    const breaks = levers.missing + levers.stuck + levers.scaled > 0
    const slate = drawSlate(r, arrival, levers)
    policy(slate, r, order)
    labels.at(r)
    if (breaks) broken.at(r)
    const gains = wander(Math.floor(arrival / DAY))
    const categories = slate.codes[FIELD.adCategory]
    const offset = intercept + levers.logit

    for (let place = 0; place < SLATE; place++) {
      const i = order[place]
      const chance = labels.uniform()
      const fault = breaks ? broken.uniform() : 1
      const row = r * SLATE + place
      if (row < range.from || row >= range.to) continue
      const out = at + row - range.from
      const rest = offset + slate.logits[i] + gains[categories[i]]
      const z = slate.affinity[i]
      const relevant = clickProbability(scored, rest + SLOPE.affinity * z)
      let known = relevant
      let score = MIDDLE + SPREAD * z
      if (fault < levers.scaled) score *= SCALED
      else if (fault < levers.scaled + levers.missing + levers.stuck) {
        score = fault < levers.scaled + levers.missing ? NaN : STUCK
        known = clickProbability(unscored, rest)
      }
      const seen = examined[place]
      time[out] = arrival
      request[out] = r
      position[out] = place + 1
      label[out] = chance < seen * relevant ? 1 : 0
      probability[out] = seen * known
      relevance[out] = known
      affinity[out] = score
      for (let c = 1; c < numeric.length; c++) numeric[c][out] = slate.numbers[c][i]
      for (let c = 0; c < categorical.length; c++) categorical[c][out] = slate.codes[c][i]
    }
  }
  return target
}
