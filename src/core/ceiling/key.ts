import { datasetOf } from '../../../datasets/index.ts'
import type { Settings } from '../kernel/knobs.ts'
import { defaultsThat, settingsThat, type Decides } from '../training/row-settings.ts'
import type { Recipe } from '../training/run.ts'

/**
 * What the ceiling of columns follows from: the world, its version and every setting that is not its default, the seed, and how the
 * rows are parted. null where rows come from a file: their true probabilities are not known.
 */
export function ceilingKey(recipe: Recipe): string | null {
  const { dataset: id, version, seed, range, drifts, file } = recipe
  const dataset = datasetOf(id)
  if (file || !dataset.closest) return null
  const changed = (decides: Decides) => departures(settingsThat(recipe, decides), defaultsThat(dataset, decides))
  return JSON.stringify([id, version, changed('rows'), seed, changed('parts'), range, drifts])
}

function departures(settings: Settings, defaults: Settings): readonly (readonly [string, Settings[string]])[] {
  return Object.entries(settings)
    .filter(([id, value]) => value !== defaults[id])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
