import type { Encoder, FeatureSettings } from '../features/encoder.ts'
import type { Knobs, SettingsOf, Settings } from '../kernel/knobs.ts'
import type { Schema } from '../kernel/table.ts'
import type { Network } from '../networks/network.ts'
import type { BoostSettings } from '../trees/boost-settings.ts'

/** A sort of model: one file exporting one of these, one line in the catalogue. */
export type Model<K extends Knobs = Knobs> = NetworkModel<K> | TreesModel<K>

interface ModelBase<K extends Knobs> {
  readonly id: string
  readonly label: string
  readonly help: string
  /** Its own knobs and those of its features and training. */
  readonly knobs: K
  /** What each `auto` among its settings stands for on these rows; a model without such knobs has nothing to say. */
  automatic?(settings: Settings, facts: TrainingFacts): Settings
}

/** Trained step by step on an engine. */
export interface NetworkModel<K extends Knobs = Knobs> extends ModelBase<K> {
  readonly sort: 'network'
  features(
    settings: SettingsOf<K>,
    schema: Schema,
    trueCrosses: readonly (readonly [string, string])[]
  ): FeatureSettings
  network(settings: SettingsOf<K>, encoder: Encoder): Network
  training(settings: SettingsOf<K>): TrainingSettings
}

/** Trained tree by tree on raw columns; no engine is asked. */
export interface TreesModel<K extends Knobs = Knobs> extends ModelBase<K> {
  readonly sort: 'trees'
  boosting(settings: SettingsOf<K>, schema: Schema): BoostSettings
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

export interface TrainingSettings {
  readonly rate: number
  /** What becomes of the rate: it stays, or falls in a line to 0 at the end of the last epoch. */
  readonly decay: 'none' | 'linear'
  /** Whether a step moves only the values in its batch: see StepSettings. */
  readonly lazy: boolean
  readonly batchSize: number
  readonly epochs: number
  readonly l2: number
  /** Evaluations without a better validation log loss before it stops; 0 never stops early. */
  readonly patience: number
}
