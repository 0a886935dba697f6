import type { Encoder, FeatureSettings } from '../features/encoder.ts'
import type { Knobs, SettingsOf } from '../kernel/knobs.ts'
import type { Schema } from '../kernel/table.ts'
import type { Network } from '../networks/network.ts'
import type { Model } from './model.ts'

/** Trained step by step on an engine. */
export interface NetworkModel<K extends Knobs = Knobs> extends Model<K> {
  readonly learner: 'network'
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

export function isNetworkModel(model: Model): model is NetworkModel {
  return 'network' in model && 'features' in model
}

/** @throws where it is no network */
export function networkModel(model: Model): NetworkModel {
  if (!isNetworkModel(model)) throw new Error(`${model.label} is no network; expected one that an engine trains`)
  return model
}
