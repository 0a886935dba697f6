import type { LabState } from './lab.svelte.ts'

/** The threshold that pictures share: where it stands, where a pointer is over it, and how both are moved. */
export interface SharedThreshold {
  /** null is each run's own. */
  readonly value: number | null
  /** null is nowhere. */
  readonly hovered: number | null
  readonly move?: (to: number) => void
  readonly hover?: (to: number | null) => void
}

/** The threshold of the open lab. */
export class ThresholdState implements SharedThreshold {
  hovered = $state<number | null>(null)
  readonly #lab: LabState

  constructor(lab: LabState) {
    this.#lab = lab
  }

  get value(): number | null {
    return this.#lab.document.view.threshold
  }

  /** Where a teacher has not locked it. */
  readonly move = (value: number): void => {
    if (!this.#lab.isLocked('threshold')) this.#lab.setView({ threshold: value })
  }

  readonly hover = (value: number | null): void => {
    this.hovered = value
  }
}
