import { bindFeatures, exportedName } from '../core/trees/bind-features.ts'
import type { Ensemble } from '../core/trees/ensemble.ts'
import { formatXgboost } from '../core/trees/xgboost-writer.ts'
import type { RunState } from './run.svelte.ts'
import { schemaOf } from './schema.ts'
import { keptRounds, treesOf } from './trees.ts'

/** Whether any tree asks which category a row is of: XGBoost's own format for that is not written here. */
export function asksCategories({ features, trees }: Ensemble): boolean {
  return trees.some(({ feature }) => feature.some((place) => place >= 0 && features[place].kind === 'categorical'))
}

/**
 * The rounds that count as JSON that XGBoost loads: features are named as columns of exported rows are, and scores are
 * those before any correction.
 * @throws one line where there are no trees, or they ask about categories
 */
export function xgboostFile(run: RunState): Blob {
  const ensemble = treesOf(run)
  if (!ensemble) throw new Error('no trees yet: train them first')
  const kept = { ...ensemble, trees: ensemble.trees.slice(0, keptRounds(run)) }
  if (asksCategories(kept)) throw new Error('these trees split on categories: only numeric splits can be saved')
  return new Blob([formatXgboost(bindFeatures(kept, schemaOf(run.data)), exportedName)], { type: 'application/json' })
}
