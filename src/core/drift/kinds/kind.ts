import type { Bend } from '../../../../datasets/dataset.ts'

/** A way the world changes: one file exporting one of these, one line in the catalogue. */
export interface DriftKind {
  readonly id: string
  readonly label: string
  /** What happens in the world, and what to expect of models and monitors. */
  readonly help: string
  /** What the `size` knob means here, e.g. "share of requests". */
  readonly sizeLabel: string
  /** The lever it changes: it is offered for the worlds that have this lever. */
  readonly lever: keyof Bend
  /** The change of levers at full strength, for a size in (0, 1]. */
  bend(size: number): Bend
}

export type DriftShape = 'sudden' | 'gradual' | 'recurring'

/** One drift injected into a world; several add up in the order of injection. */
export interface Drift {
  readonly kind: string
  readonly shape: DriftShape
  /** (0, 1] */
  readonly size: number
  /** Simulated seconds. */
  readonly start: number
  /** Seconds a gradual drift takes to complete; half the period of a recurring one. */
  readonly span: number
}
