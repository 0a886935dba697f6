import type { DataSummary } from '../lab.ts'
import type { Measured } from '../metrics/metric.ts'
import { versionName } from '../runs/version.ts'
import type { RunReport, VersionSpec } from '../training/run.ts'

export type RunStatus = 'waiting' | 'running' | 'paused' | 'finished' | 'stopped' | 'diverged' | 'failed'

/** What was measured on the first validation rows while a model trained. */
export interface Evaluation {
  readonly rowsSeen: number
  readonly epoch: number
  readonly validation: Measured
}

/** A run as a report reads it, under way or over; plain data, so that whoever keeps runs can be reported on. */
export interface FoundRun {
  readonly spec: VersionSpec
  /** Model label, with what sets it apart. */
  readonly label: string
  /** What is known of its rows. */
  readonly data: DataSummary
  /** Runs trained together over several seeds share this; null stands alone. */
  readonly repeatGroup: string | null
  /** To how many of its rounds it is wound back; null where all that were kept count. */
  readonly rewoundTo: number | null
  /** Milliseconds, to tell which is newer. */
  readonly startedAt: number
  readonly status: RunStatus
  readonly evaluations: readonly Evaluation[]
  /** null before its end. */
  readonly report: RunReport | null
}

/** Whether its end is still to come. */
export function isUnderWay({ status }: Pick<FoundRun, 'status'>): boolean {
  return status === 'waiting' || status === 'running' || status === 'paused'
}

/** What a run is called where several of one model stand together. */
export function nameOf({
  repeatGroup,
  label,
  spec,
  rewoundTo,
}: Pick<FoundRun, 'repeatGroup' | 'label' | 'spec' | 'rewoundTo'>): string {
  const name = versionName(label, rewoundTo)
  return repeatGroup === null ? name : `${name}, seed ${spec.recipe.seed}`
}
