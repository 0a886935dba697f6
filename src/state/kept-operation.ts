import * as v from 'valibot'
import type { Deployment } from '../core/runs/deployments.ts'
import type { Origin } from '../core/runs/version.ts'
import { keptOrigin } from './kept-origin.ts'

/** A version as it is remembered once its model may be gone. */
export interface KeptVersion {
  readonly id: string
  readonly order: number
  /** Its name wherever versions are listed. */
  readonly label: string
  /** Traffic of earlier visits may not say, nor the seed. */
  readonly origin?: Origin
  readonly seed?: number
  /** Simulated seconds of the traffic that it was retrained on; left out of any other. */
  readonly trainedOn?: { readonly from: number; readonly to: number }
}

/** Live traffic once: which versions were in it, and what happened to them when. */
export interface KeptOperation {
  readonly id: string
  /** Milliseconds as Date counts. */
  readonly startedAt: number
  readonly dataset: string
  /** Simulated seconds at which it began, and that were reached. */
  readonly from: number
  readonly to: number
  readonly versions: readonly KeptVersion[]
  readonly log: readonly Deployment[]
}

const kept = v.looseObject({
  id: v.string(),
  startedAt: v.number(),
  dataset: v.string(),
  from: v.number(),
  to: v.number(),
  versions: v.array(
    v.looseObject({
      ...{ id: v.string(), order: v.number(), label: v.string() },
      origin: v.optional(keptOrigin),
      seed: v.optional(v.number()),
      trainedOn: v.optional(v.object({ from: v.number(), to: v.number() })),
    })
  ),
  log: v.array(
    v.object({
      time: v.number(),
      version: v.string(),
      event: v.picklist(['shadow', 'challenge', 'promote', 'retire']),
    })
  ),
})

export function isKeptOperation(record: unknown): record is KeptOperation {
  return v.is(kept, record)
}
