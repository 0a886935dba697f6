import type { Fitted } from '../scoring/fitted.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Checkpoint, Correction, VersionSpec } from '../training/run.ts'

/** A trained model, ready to score. */
export interface Served {
  readonly spec: VersionSpec
  readonly scorer: Scorer
  readonly fitted: Fitted
  readonly checkpoint: Checkpoint
  readonly correction: Correction
  readonly baseRate: number
  /** Chosen on all of validation; null where the run is restored, until something asks for it. */
  readonly threshold: number | null
}

export type ServedVersions = ReturnType<typeof servedVersions>

/** Any number of models in memory, each until it is released: nothing else takes one out. */
export function servedVersions() {
  const served = new Map<string, Served>()

  return {
    /** In place of what was served under the same id. */
    serve(version: Served): void {
      const { id } = version.spec
      const before = served.get(id)
      served.set(id, version)
      if (before && before.scorer !== version.scorer) before.scorer.dispose()
    },

    /** @throws one line where it is not served here */
    get(id: string): Served {
      const version = served.get(id)
      if (!version) throw new Error(`unknown run: ${id}; train or restore it first`)
      return version
    },

    /** Gives its memory back; of one that is not served there is none to give. */
    release(id: string): void {
      served.get(id)?.scorer.dispose()
      served.delete(id)
    },

    /** Those in memory, the oldest first. */
    get ids(): readonly string[] {
      return [...served.keys()]
    },
  }
}
