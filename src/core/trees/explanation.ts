import type { Table } from '../kernel/table.ts'
import { treeExplainer } from './contributions.ts'
import type { Ensemble } from './ensemble.ts'
import { columnOf } from './features.ts'

/** Why a row's score is what it is: the base and all amounts add up to its logit. */
export interface Explanation {
  /** Expected logit of a row that nothing is known of. */
  readonly base: number
  readonly contributions: readonly Contribution[]
}

export interface Contribution {
  /** Id of a column, or what a model calls a pair of columns. */
  readonly feature: string
  /** As it stands in the table, a category as its code; null is missing, or not a single column. */
  readonly value: number | null
  /** Logits by which it moves the score. */
  readonly amount: number
}

export type Explain = (table: Table, row: number) => Explanation

/** Explains rows of tables that have the ensemble's columns, one contribution a feature, in their order. */
export function explainTrees(ensemble: Ensemble): Explain {
  const { features } = ensemble
  const explain = treeExplainer(ensemble)
  const values = new Float64Array(features.length)
  const out = new Float64Array(features.length + 1)
  return (table, row) => {
    features.forEach((feature, i) => (values[i] = columnOf(table, feature)[row]))
    explain(values, out)
    return {
      base: out[features.length],
      contributions: features.map(({ id, kind }, i) => ({
        feature: id,
        value: Number.isNaN(values[i]) || (kind === 'categorical' && values[i] === 0) ? null : values[i],
        amount: out[i],
      })),
    }
  }
}
