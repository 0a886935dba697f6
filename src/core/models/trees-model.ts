import type { Knobs, SettingsOf } from '../kernel/knobs.ts'
import type { Schema } from '../kernel/table.ts'
import type { BoostSettings } from '../trees/boost-settings.ts'
import type { Model } from './model.ts'

/** Trained tree by tree on raw columns; no engine is asked. */
export interface TreesModel<K extends Knobs = Knobs> extends Model<K> {
  readonly learner: 'trees'
  boosting(settings: SettingsOf<K>, schema: Schema): BoostSettings
}

export function isTreesModel(model: Model): model is TreesModel {
  return 'boosting' in model
}

/** @throws where it is none of trees */
export function treesModel(model: Model): TreesModel {
  if (!isTreesModel(model)) throw new Error(`${model.label} has no trees; expected one that is boosted`)
  return model
}
