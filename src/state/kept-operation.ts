import * as v from 'valibot'
import type { Deployment } from '../core/runs/deployments.ts'

/** Live traffic once: which versions were in it, and what happened to them when. */
export interface KeptOperation {
  readonly id: string
  /** Milliseconds as Date counts. */
  readonly startedAt: number
  readonly dataset: string
  /** Simulated seconds at which it began, and that were reached. */
  readonly from: number
  readonly to: number
  readonly versions: readonly { readonly id: string; readonly order: number; readonly label: string }[]
  readonly log: readonly Deployment[]
}

const kept = v.looseObject({
  id: v.string(),
  startedAt: v.number(),
  dataset: v.string(),
  from: v.number(),
  to: v.number(),
  versions: v.array(v.object({ id: v.string(), order: v.number(), label: v.string() })),
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
