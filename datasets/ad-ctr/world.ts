import { DAY } from '../../src/core/kernel/time.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { allocateDraw, type Draw, type RowRange, type Schema } from '../../src/core/kernel/table.ts'
import type { DrawTarget, World } from '../dataset.ts'
import { arrivalOf, requestAt } from './arrivals.ts'
import { clickProbability, type ClickCurve } from './clicks.ts'
import { SLOPE } from './effects.ts'
import { layout, NUMBER, SLATE } from './fields.ts'
import { restingLevers, setLevers, type Bending, type Levers } from './levers.ts'
import type { createBids } from './bids.ts'
import type { Policy } from './policy.ts'
import { rowWriter, type Shown } from './rows.ts'
import type { Slate } from './slate.ts'
import type { Wander } from './wander.ts'

export interface Parts {
  readonly schema: Schema
  readonly rows: number
  readonly baseRate: number
  readonly intercept: number
  readonly examined: Float64Array
  /** P(click | examined) where the affinity score arrives, and where it does not. */
  readonly scored: ClickCurve
  readonly unscored: ClickCurve
  readonly wander: Wander
  readonly showsAll: boolean
  readonly requests: Requests
  readonly bendings: readonly Bending[]
}

/** What chance decides, beside the law by which it does. */
interface Requests {
  readonly drawSlate: (request: number, time: number, levers: Levers) => Slate
  readonly policy: Policy
  readonly arrivals: Random
  readonly labels: Random
  readonly broken: Random
  readonly bids: ReturnType<typeof createBids>
  sibling(name: string): Requests
}

/** The affinity score a broken pipeline sends where it is stuck, and the factor where its unit has changed. */
const STUCK = 0
const SCALED = 100

/** The score is `MIDDLE + SPREAD · z`; z stays within ±6.8, so no intact score equals a stuck or a scaled one. */
const MIDDLE = 50
const SPREAD = 7

export function worldOf(parts: Parts): World {
  const { requests } = parts
  return {
    schema: parts.schema,
    layout,
    rows: parts.rows,
    baseRate: parts.baseRate,
    draw: (range, into) => draw(parts, range, into),
    timeOf: (row) => arrivalOf(Math.floor(row / SLATE), requests.arrivals),
    rowAt: (time) => requestAt(time, requests.arrivals) * SLATE,
    // The time is in no column: what it changes in P(click | columns) is hidden.
    showsAll: parts.showsAll && parts.bendings.every(({ bend }) => !bend.logit && !bend.concept),
    slots: { examined: parts.examined, bids: requests.bids },
    sibling: (name) => worldOf({ ...parts, requests: requests.sibling(name) }),
    bend: (bend, amount) => worldOf({ ...parts, bendings: [...parts.bendings, { bend, amount }] }),
  }
}

/** A hot loop; tests/bench/rows/draw-ad-table.ts times it. */
function draw(parts: Parts, range: RowRange, into?: DrawTarget): Draw {
  const { draw: target, at } = into ?? { draw: allocateDraw(parts.schema, layout, range.to - range.from), at: 0 }
  const { bendings } = parts
  const { drawSlate, policy, arrivals } = parts.requests
  const levers = restingLevers()
  const shown: Shown = { order: new Uint8Array(SLATE), row: 0, first: 0, end: SLATE }
  const write = rowWriter(target.table)
  const judge = judgeOf(parts, target)

  const last = Math.ceil(range.to / SLATE)
  for (let r = Math.floor(range.from / SLATE); r < last; r++) {
    const arrival = arrivalOf(r, arrivals)
    if (bendings.length > 0) setLevers(levers, bendings, arrival)
    const slate = drawSlate(r, arrival, levers)
    policy(slate, r, shown.order)
    shown.row = at + r * SLATE - range.from
    shown.first = Math.max(0, range.from - r * SLATE)
    shown.end = Math.min(SLATE, range.to - r * SLATE)
    write(slate, shown)
    judge(slate, shown, r, arrival, levers)
  }
  return target
}

/** Writes the outcome of a slate: labels, truth, and the affinity score that may arrive broken. */
function judgeOf(parts: Parts, { table, truth }: Draw) {
  const { intercept, examined, scored, unscored, wander } = parts
  const { labels, broken } = parts.requests
  const { time, label, numeric } = table
  const request = table.request!
  const position = table.position!
  const probability = truth!.probability
  const relevance = truth!.relevance!
  const affinity = numeric[NUMBER.affinity]
  const chances = new Float64Array(SLATE)
  const faults = new Float64Array(SLATE).fill(1)

  return (
    { candidates, logits }: Slate,
    { order, row, first, end }: Shown,
    r: number,
    arrival: number,
    levers: Levers
  ): void => {
    const { missing, stuck, scaled } = levers
    labels.at(r).uniforms(chances)
    const breaks = missing + stuck + scaled > 0
    if (breaks) broken.at(r).uniforms(faults)
    const gains = wander(Math.floor(arrival / DAY))
    const offset = intercept + levers.logit
    for (let place = first; place < end; place++) {
      const i = order[place]
      const out = row + place
      const rest = offset + logits[i] + gains[candidates.adCategory[i]]
      const z = candidates.affinity[i]
      const relevant = clickProbability(scored, rest + SLOPE.affinity * z)
      let known = relevant
      let score = MIDDLE + SPREAD * z
      if (breaks) {
        const fault = faults[place]
        if (fault < scaled) score *= SCALED
        else if (fault < scaled + missing + stuck) {
          score = fault < scaled + missing ? NaN : STUCK
          known = clickProbability(unscored, rest)
        }
      }
      const seen = examined[place]
      time[out] = arrival
      request[out] = r
      position[out] = place + 1
      label[out] = chances[place] < seen * relevant ? 1 : 0
      probability[out] = seen * known
      relevance[out] = known
      affinity[out] = score
    }
  }
}
