/** How trees are grown and added up; the words are XGBoost's. */
export interface BoostSettings {
  readonly rounds: number
  /** Shrinkage of every leaf. */
  readonly eta: number
  /** Most splits between the root and a leaf; 0 has no limit. */
  readonly maxDepth: number
  /** Most leaves of a tree; 0 has no limit. */
  readonly maxLeaves: number
  /** Depth by depth, or always the leaf that gains most. */
  readonly growth: 'depth' | 'leaf'
  /** Least sum of hessians, Σ p (1 − p), in a leaf. */
  readonly minChildWeight: number
  /** λ of ½ λ Σ leaf². */
  readonly lambda: number
  /** γ: what a split must gain at least. */
  readonly gamma: number
  /** Bins of a numeric column. */
  readonly bins: number
  /** Share of rows, and of columns, that each tree sees. */
  readonly rowShare: number
  readonly columnShare: number
  /** How a category is asked for: by a few of its values, or by its rank in order of frequency; `sets` where it is left out. */
  readonly categories?: 'sets' | 'ranks'
  /** Columns whose values may only raise (+1) or lower (−1) the score, by id. */
  readonly monotone: Readonly<Record<string, 1 | -1>>
  /** Rounds without a better validation log loss before it stops; 0 never stops early. */
  readonly patience: number
}
