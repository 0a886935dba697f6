import type { Knobs, Settings, SettingsOf } from '../kernel/knobs.ts'
import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'

/** A way to deal with few positives: one file exporting one of these, one line in the catalogue. */
export interface Treatment<K extends Knobs = Knobs> {
  readonly id: string
  readonly label: string
  /** What it does to training, and how it distorts the probabilities. */
  readonly help: string
  /**
   * How probabilities are distorted: not at all, in a known form, which `undo` inverts, or in an unknown form. The known form is that of the
   * minimum of the training loss: a regularised model, such as boosted trees, does not reach it, and its mean score needs a correction too.
   */
  readonly distortion: 'none' | 'known' | 'unknown'
  /** What undoing takes back exactly, for which models, and what it leaves, in sentences after `help`; where `distortion` is known. */
  readonly undoHelp?: string
  /** Whether a model trains on more, fewer or other rows than there are, or on weighted ones. */
  readonly reshapes?: boolean
  /** Its own settings; ids are unique among treatments, since they share a panel. */
  readonly knobs: K
  /** Whether one of its knobs has any effect under these settings; left out, each has. */
  isKnobShown?(id: string, settings: Settings): boolean
  /**
   * The rows a model trains on instead.
   * @throws one line where the settings make no sense for these rows (no positives, too many rows)
   */
  apply(rows: TrainingRows, settings: SettingsOf<K>, random: Random): Treated
}

/** What a model trains on. */
export interface TrainingRows {
  readonly table: Table
  /** Rows of the table; some may occur more than once. */
  readonly rows: Uint32Array
}

export interface Treated extends TrainingRows {
  /** Weight in the loss of each entry of `rows`; null is all ones. */
  readonly weights: Float32Array | null
  /** γ of the focal loss (1 − p_t)^γ · −ln p_t; 0 is log loss. */
  readonly focal: number
  /** Logits as trained → logits of the real world; null where nothing undoes it. The identity where nothing was distorted. */
  readonly undo: Undo | null
  /** Whether it left the rows as they were though it was asked to change their share of positives: there were as many already. */
  readonly isIdle?: boolean
}

/** A map of logits, as data, so that it can be kept and sent. */
export type Undo =
  | { readonly kind: 'identity' }
  /** logit + shift: the odds factor of weights and resampling (Dal Pozzolo et al. 2015), and the level of a run where it is known. */
  | { readonly kind: 'shift'; readonly shift: number }
  /** The inverse of the focal loss's stationary point: the p at which its expected slope is 0 for the true chance; then logit + shift. */
  | { readonly kind: 'focal'; readonly gamma: number; readonly shift?: number }

export const UNBENT: Undo = { kind: 'identity' }
