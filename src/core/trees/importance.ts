import type { Ensemble } from './ensemble.ts'

/** What one feature does in all trees: the words are XGBoost's total_gain, weight and total_cover. */
export interface FeatureImportance {
  /** Id of the column. */
  readonly feature: string
  /** Sum of the gains of its splits. */
  readonly gain: number
  readonly splits: number
  /** Sum of the covers of its splits. */
  readonly cover: number
}

/** Features that trees ask about, by total gain, the largest first; those never asked about are left out. */
export function importance({ features, trees }: Pick<Ensemble, 'features' | 'trees'>): FeatureImportance[] {
  const found = features.map(({ id }) => ({ feature: id, gain: 0, splits: 0, cover: 0 }))
  for (const tree of trees)
    tree.feature.forEach((feature, node) => {
      if (feature < 0) return
      found[feature].gain += tree.gain[node]
      found[feature].cover += tree.cover[node]
      found[feature].splits++
    })
  return found.filter(({ splits }) => splits > 0).sort((a, b) => b.gain - a.gain)
}
