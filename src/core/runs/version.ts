import type { RowRange } from '../kernel/table.ts'
import type { Checkpoint, Correction, RunReport, RunSpec, VersionSpec } from '../training/run.ts'

/** A model as something that can be put into traffic. Its stage follows from the log of deployments. */
export interface Version {
  readonly id: string
  readonly origin: Origin
  readonly spec: VersionSpec
  readonly checkpoint: Checkpoint
  readonly correction: Correction
  readonly report: RunReport
}

/** Where a version comes from. */
export type Origin =
  | { readonly kind: 'trained'; readonly run: string; readonly seed: number }
  /** Trained again, in place of another version, on these rows of the endless table. */
  | { readonly kind: 'retrained'; readonly of: string; readonly rows: RowRange }
  /** Another version with its first so many trees only. */
  | { readonly kind: 'rewound'; readonly of: string; readonly rounds: number }
  /** Trained elsewhere and imported from a file: its training data and settings are not known. */
  | { readonly kind: 'imported'; readonly format: 'xgboost'; readonly file: string }

/** The version that a report is of; where trees are wound back to so many rounds, it is one of its own. */
export function versionOf(spec: VersionSpec, origin: Origin, report: RunReport, rounds: number | null): Version {
  const { checkpoint, correction } = report
  if (rounds === null) return { id: spec.id, origin, spec, checkpoint, correction, report }
  const rewound = { kind: 'rewound', of: spec.id, rounds } as const
  return { id: `${spec.id}@${rounds}`, origin: rewound, spec, checkpoint, correction, report }
}

/** What a version is called wherever versions are listed: one of its first so many rounds says so. */
export function versionName(label: string, rounds: number | null): string {
  if (rounds === null) return label
  return `${label}, first ${rounds === 1 ? 'round' : `${rounds} rounds`}`
}

/** Whether everything needed to train it again is known. */
export function isTrainable(spec: VersionSpec): spec is RunSpec {
  return spec.model !== undefined
}

/** @throws where it was imported: its training settings are not known */
export function trainable(spec: VersionSpec): RunSpec {
  if (!isTrainable(spec)) throw new Error('imported models cannot be trained here: train one of your own')
  return spec
}
