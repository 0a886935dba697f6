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
  /** A line counts as crossed only at values of at least this multiple of what chance alone gives. */
  readonly beyondChance: number
  /**
   * Whether a value depends on earlier windows too. Such a detector learns all hours of the reference and receives every
   * window once, in order; the others learn the same hours of each day and may receive any window.
   */
  readonly isSequential: boolean
  /** Learns the reference; the returned function measures how far the rows of a window are from it. */
  learn(reference: Watched): (window: Watched) => DetectorValue
}
