import type { Stability } from '../../lab/contract.ts'
import type { Watched } from './watch.ts'

/** A watch over one column: one file exporting one of these, one line in the catalogue. */
export interface Detector {
  readonly id: string
  readonly label: string
  /** What it compares, and what it cannot see. */
  readonly help: string
  /** Customary alarm lines, ascending. */
  readonly lines: readonly { readonly value: number; readonly label: string }[]
  /** Learns what is usual; what it returns says how far other rows of the same column are from it. */
  learn(reference: Watched): (current: Watched) => Stability
}
