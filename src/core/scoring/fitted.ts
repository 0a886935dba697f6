import type { Settings } from '../kernel/knobs.ts'
import type { Treated } from '../treatments/treatment.ts'

/** A model made ready for its rows: what scoring needs, before anything is learnt. */
export interface Fitted {
  /** What its learner made ready, which it alone reads; null where nothing was. */
  readonly ready: unknown
  /** Share of positives among the training rows of the real world: what guessing says. */
  readonly baseRate: number
  /** What undoes its treatment. */
  readonly undo: Treated['undo']
  /** What it was trained on; null where nobody knows. */
  readonly trained: { readonly rows: number; readonly positives: number } | null
  /** Its settings as they are used on these rows; null where nobody knows. */
  readonly resolved: Settings | null
}
