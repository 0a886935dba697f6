import type { Settings } from '../kernel/knobs.ts'
import type { Treated } from '../treatments/treatment.ts'

/** A model prepared for its rows: what scoring needs besides the weights. */
export interface Fitted {
  /** Data that its learner prepared and that only the learner reads; null where there are none. */
  readonly ready: unknown
  /** Share of positives among the training rows before any treatment: the prediction of the trivial model. */
  readonly baseRate: number
  /** Inverse of the distortion by its treatment. */
  readonly undo: Treated['undo']
  /** The size of its training set; null where it is not known. */
  readonly trained: { readonly rows: number; readonly positives: number } | null
  /** Its settings as they are used on these rows; null where they are not known. */
  readonly resolved: Settings | null
}
