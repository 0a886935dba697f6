import * as v from 'valibot'
import type { DataSummary } from '../core/lab.ts'
import type { Origin } from '../core/runs/version.ts'
import type { Checkpoint, RunReport, VersionSpec } from '../core/training/run.ts'
import type { Evaluation, RunStatus } from '../core/report/found-run.ts'
import { keptOrigin } from './kept-origin.ts'
import type { Mark } from './run.svelte.ts'

/** Raised when KeptRun changes; `kept-migration.ts` reads every earlier one. */
export const SHAPE = 2

/** A run as it is kept between visits. */
export interface KeptRun {
  readonly shape: typeof SHAPE
  readonly id: string
  readonly origin: Origin
  readonly spec: VersionSpec
  readonly order: number
  readonly label: string
  readonly data: DataSummary
  readonly repeat: string | null
  readonly startedAt: number
  readonly status: RunStatus
  readonly evaluations: readonly Evaluation[]
  readonly marks: readonly Mark[]
  readonly pinned: boolean
  readonly lookedAtTest: boolean
  readonly rowsSeen: number
  readonly rowsTotal: number
  /** To how many of its trees it is wound back. */
  readonly rewoundTo: number | null
  /** Set once the run has ended. */
  readonly report: RunReport | null
  /** Set while it has not. */
  readonly checkpoint: Checkpoint | null
}

const checkpoint = v.looseObject({ state: v.looseObject({}), rowsSeen: v.number() })
const part = v.looseObject({ rows: v.number(), labelled: v.looseObject({ curves: v.looseObject({}) }) })

const kept = v.looseObject({
  shape: v.literal(SHAPE),
  id: v.string(),
  origin: keptOrigin,
  spec: v.looseObject({
    id: v.string(),
    recipe: v.looseObject({
      purpose: v.picklist(['lab', 'retraining']),
      dataset: v.string(),
      version: v.number(),
      settings: v.looseObject({}),
      seed: v.number(),
      split: v.looseObject({}),
    }),
  }),
  order: v.number(),
  label: v.string(),
  data: v.looseObject({ rows: v.looseObject({}), validation: v.looseObject({}) }),
  startedAt: v.number(),
  status: v.picklist(['waiting', 'running', 'paused', 'finished', 'stopped', 'diverged', 'failed']),
  evaluations: v.array(v.looseObject({ rowsSeen: v.number() })),
  marks: v.array(v.looseObject({ rowsSeen: v.number() })),
  pinned: v.boolean(),
  lookedAtTest: v.boolean(),
  rowsSeen: v.number(),
  rowsTotal: v.number(),
  rewoundTo: v.nullable(v.number()),
  report: v.nullable(
    v.looseObject({
      threshold: v.number(),
      validation: v.looseObject({}),
      curves: v.looseObject({}),
      parts: v.looseObject({ validation: part, test: v.nullable(part) }),
      correction: v.looseObject({ undo: v.looseObject({}), recalibration: v.looseObject({}) }),
      checkpoint,
    })
  ),
  checkpoint: v.nullable(checkpoint),
})

/** Whether what lay on disk is a run as it is kept now. */
export function isKeptRun(record: unknown): record is KeptRun {
  return v.is(kept, record)
}
