import { datasetOf } from '../../../datasets/index.ts'
import type { Recipe } from './run.ts'

/** Days with settled labels that a retraining uses by default. */
const TRAINED_DAYS = 7

/** Days after which labels of both classes are settled in a world; 0 where they come at once, or training does not wait for them. */
export function settledDays({ dataset, settings, split }: Pick<Recipe, 'dataset' | 'settings' | 'split'>): number {
  const kind = datasetOf(dataset)
  if (!kind.settlesAfterDays || split.labels !== 'known') return 0
  if (split.maturityDays > 0) return split.maturityDays
  return kind.settlesAfterDays(settings as Parameters<typeof kind.create>[0])
}

/** The last days of traffic that a model is retrained on: a week of days with settled labels, and those before labels settle. */
export function retrainingDays(recipe: Pick<Recipe, 'dataset' | 'settings' | 'split'>): number {
  return Math.ceil(settledDays(recipe)) + TRAINED_DAYS
}
