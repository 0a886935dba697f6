import { treesModel, type TreesModel } from '../../models/trees-model.ts'
import type { BoostSettings } from '../../trees/boost-settings.ts'
import type { FitJob } from '../learner.ts'

/** How trees are to grow: they read raw columns, so there is nothing else to make ready. */
export interface FittedTrees {
  readonly boosting: BoostSettings
  /** Whether position is a feature. */
  readonly position: boolean
}

/** @throws where the model is none of trees */
export function fitTrees({ model, settings, table }: FitJob): FittedTrees {
  const chosen = settings as unknown as Parameters<TreesModel['boosting']>[0]
  return { boosting: treesModel(model).boosting(chosen, table.schema), position: settings.position !== false }
}
