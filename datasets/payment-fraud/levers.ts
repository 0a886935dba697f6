import type { Bend } from '../dataset.ts'

/** A change of levers, and its strength over time. */
export interface Bending {
  readonly bend: Bend
  readonly amount: (time: number) => number
}

/** Values of the levers in one hour, the sum of all changes. */
export interface Levers {
  mix: number
  logit: number
  concept: number
  unseen: number
  adapt: number
  missing: number
  stuck: number
  scaled: number
}

/** Steps in which the logit moves, so that filters meet few different hazards during a gradual drift. */
const STEPS = 64

export function restingLevers(): Levers {
  return { mix: 0, logit: 0, concept: 0, unseen: 0, adapt: 0, missing: 0, stuck: 0, scaled: 0 }
}

/** Sets the levers for the hour that begins at a time. Shifts of the logit add up; shares add up to at most 1. */
export function setLevers(levers: Levers, bendings: readonly Bending[], time: number): void {
  Object.assign(levers, restingLevers())
  if (time < 0) return
  for (const { bend, amount } of bendings) {
    const way = amount(time)
    for (const lever of ['mix', 'concept', 'unseen', 'adapt'] as const)
      levers[lever] = Math.min(1, levers[lever] + way * (bend[lever] ?? 0))
    levers.logit += Math.round(way * (bend.logit ?? 0) * STEPS) / STEPS
    if (!bend.broken) continue
    const room = 1 - levers.missing - levers.stuck - levers.scaled
    levers[bend.broken.mode] += Math.min(room, way * bend.broken.share)
  }
}
