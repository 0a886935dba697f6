import { exp } from '../../src/core/kernel/math.ts'
import { PACE_OF_FRAUD, UNTIL_FOUND } from './episodes.ts'
import { WARM_UP } from './rhythm.ts'

/** Odds beyond which evidence counts no more: float64 would run over at some hundred payments. */
const MOST = 1e15

/** When hazards changed, and by which factor they stand from then on. */
export class HazardHistory {
  readonly starts: number[] = [-Infinity]
  readonly scales: number[] = [1]

  scaleFrom(time: number, scale: number): void {
    if (scale === this.scales[this.scales.length - 1]) return
    this.starts.push(time)
    this.scales.push(scale)
  }
}

/** The chains to follow: hazards a second by group and kind, of the kinds `firstKind`, `firstKind + 1`, … */
export interface Chains {
  readonly groupOf: Uint8Array
  readonly hazards: Float64Array
  readonly kinds: number
  readonly firstKind: number
}

/**
 * Forward filter of the chain of each entity: genuine → kind k at hazard h_k, k → found at 1/τ_k, and while in k payments at
 * pace ρ_k. Kept are the odds of each kind against genuine. Over a stretch g without payment or finding the forward
 * equations give, with r_k = 1/τ_k + ρ_k and h = Σh_k: o_k ← o_k·E + h_k(1 − E)/(r_k − h), E = e^−(r_k − h)g.
 */
export class ChainFilter {
  private readonly chains: Chains
  private readonly history: HazardHistory
  /** By entity: the odds of each kind, and the time they are of; together, as memory is what a filter waits for. */
  private readonly odds: Float64Array
  private readonly leaving: Float64Array

  /** Begins with the long-run odds. */
  constructor(chains: Chains, history: HazardHistory) {
    const { groupOf, hazards, kinds, firstKind } = chains
    this.chains = chains
    this.history = history
    this.odds = new Float64Array(groupOf.length * (kinds + 1)).fill(-WARM_UP)
    for (let entity = 0; entity < groupOf.length; entity++)
      for (let k = 0; k < kinds; k++)
        this.odds[entity * (kinds + 1) + k] = hazards[groupOf[entity] * kinds + k] * UNTIL_FOUND[firstKind + k]
    this.leaving = Float64Array.from(
      { length: kinds },
      (_, k) => 1 / UNTIL_FOUND[firstKind + k] + PACE_OF_FRAUD[firstKind + k]
    )
  }

  /** The entity is genuine for certain: its card was replaced, or it was cleaned. */
  clear(entity: number, time: number): void {
    const { kinds } = this.chains
    const at = entity * (kinds + 1)
    this.odds.fill(0, at, at + kinds)
    this.odds[at + kinds] = time
  }

  /** Brings the odds of an entity to a time up to which nothing was seen. */
  advance(entity: number, time: number): void {
    const { starts, scales } = this.history
    const { kinds } = this.chains
    const since = entity * (kinds + 1) + kinds
    let from = this.odds[since]
    this.odds[since] = time
    let epoch = starts.length - 1
    while (starts[epoch] > from) epoch--
    for (; epoch < starts.length - 1 && starts[epoch + 1] < time; epoch++) {
      this.carry(entity, starts[epoch + 1] - from, scales[epoch])
      from = starts[epoch + 1]
    }
    this.carry(entity, time - from, scales[epoch])
  }

  /**
   * P(fraud) of a payment, which the odds then take in.
   * @param ratios by kind: how dense its payments are just there, relative to genuine ones
   */
  judge(entity: number, ratios: Float64Array): number {
    const { odds } = this
    const { kinds } = this.chains
    const at = entity * (kinds + 1)
    let all = 1
    let fraud = 0
    let most = 0
    for (let k = 0; k < kinds; k++) {
      const own = odds[at + k]
      all += own
      fraud += own * ratios[k]
      odds[at + k] = own * (1 + ratios[k])
      most = Math.max(most, odds[at + k])
    }
    if (most > MOST) for (let k = 0; k < kinds; k++) odds[at + k] *= MOST / most
    return fraud / (all + fraud)
  }

  private carry(entity: number, gap: number, scale: number): void {
    const { odds, leaving } = this
    const { groupOf, hazards, kinds } = this.chains
    const from = groupOf[entity] * kinds
    const at = entity * (kinds + 1)
    let all = 0
    for (let k = 0; k < kinds; k++) all += scale * hazards[from + k]
    for (let k = 0; k < kinds; k++) {
      const rate = leaving[k] - all
      const kept = exp(-rate * gap)
      odds[at + k] = odds[at + k] * kept + (scale * hazards[from + k] * (1 - kept)) / rate
    }
  }
}
