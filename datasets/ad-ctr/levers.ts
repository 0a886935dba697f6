import type { Bend } from '../dataset.ts'

/** A change of levers, and its strength over time. */
export interface Bending {
  readonly bend: Bend
  readonly amount: (time: number) => number
}

/** Values of the levers at one request, the sum of all changes. */
export interface Levers {
  mix: number
  logit: number
  concept: number
  unseen: number
  missing: number
  stuck: number
  scaled: number
}

export function restingLevers(): Levers {
  return { mix: 0, logit: 0, concept: 0, unseen: 0, missing: 0, stuck: 0, scaled: 0 }
}

/** Sets the levers for a time. Shifts of the logit add up; shares add up to at most 1. */
export function setLevers(levers: Levers, bendings: readonly Bending[], time: number): void {
  levers.mix = levers.logit = levers.concept = levers.unseen = levers.missing = levers.stuck = levers.scaled = 0
  for (const { bend, amount } of bendings) {
    const way = amount(time)
    if (way === 0) continue
    levers.mix = Math.min(1, levers.mix + way * (bend.mix ?? 0))
    levers.logit += way * (bend.logit ?? 0)
    levers.concept = Math.min(1, levers.concept + way * (bend.concept ?? 0))
    levers.unseen = Math.min(1, levers.unseen + way * (bend.unseen ?? 0))
    if (!bend.broken) continue
    const room = 1 - levers.missing - levers.stuck - levers.scaled
    levers[bend.broken.mode] += Math.min(room, way * bend.broken.share)
  }
}
