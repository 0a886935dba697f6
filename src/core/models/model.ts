import type { Knobs, Settings } from '../kernel/knobs.ts'

/** A sort of model: one file exporting one of these, one line in the catalogue. Its learner may want more of it: see `NetworkModel`. */
export interface Model<K extends Knobs = Knobs> {
  readonly id: string
  readonly label: string
  readonly help: string
  /** Id of what fits and trains it, in src/core/learners. */
  readonly learner: string
  /** Its own knobs and those of its features and training. */
  readonly knobs: K
  /** What each `auto` among its settings stands for on these rows; a model without such knobs has nothing to say. */
  automatic?(settings: Settings, facts: TrainingFacts): Settings
}

/** What `auto` settings follow from. */
export interface TrainingFacts {
  /** Rows trained on, once the treatment has been applied. */
  readonly rows: number
  readonly positives: number
  /** Positives among the validation rows that early stopping looks at. */
  readonly validationPositives: number
  /** Of a row in the loss; 1 where rows have none. */
  readonly meanWeight: number
  /** Columns of the table. */
  readonly columns: number
  /** γ of a focal loss; 0 is log loss. */
  readonly focal: number
}
