import type { Line, DetectorValue } from './detector-value.ts'
import type { Watched } from './watch.ts'

/** What may be watched: the values of a feature, the scores of a version, or its scores beside labels that became known. */
export type Sight = 'column' | 'scores' | 'labels'

/** A watch over live traffic: one file exporting one of these, one line in the catalogue. */
export interface Detector {
  readonly id: string
  readonly label: string
  /** What it compares, and what it cannot see. */
  readonly help: string
  readonly watches: readonly Sight[]
  /** Ascending. */
  readonly lines: readonly Line[]
  /** Times the reading that chance alone gives, below which no line counts as crossed. */
  readonly beyondChance: number
  /**
   * Whether a reading rests on the windows before it too. Such a detector learns all hours of the reference and is shown every
   * window once, in order; the others learn the same hours of each day and may be shown any window.
   */
  readonly isSequential: boolean
  /** Learns what is usual; what it returns says how far other rows of the same sight are from it, window after window. */
  learn(reference: Watched): (window: Watched) => DetectorValue
}
