import type { Encoder, FeatureSettings } from '../features/encoder.ts'
import type { Knobs, SettingsOf } from '../kernel/knobs.ts'
import type { Schema } from '../kernel/table.ts'
import type { Network } from '../networks/network.ts'

/** A sort of model: one file exporting one of these, one line in the catalogue. */
export interface Model<K extends Knobs = Knobs> {
  readonly id: string
  readonly label: string
  readonly help: string
  /** Its own knobs and those of its features and training. */
  readonly knobs: K
  features(
    settings: SettingsOf<K>,
    schema: Schema,
    trueCrosses: readonly (readonly [string, string])[]
  ): FeatureSettings
  network(settings: SettingsOf<K>, encoder: Encoder): Network
  training(settings: SettingsOf<K>): TrainingSettings
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
