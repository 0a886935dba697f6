import { readFileSync } from 'node:fs'
import { childOf, type Ensemble } from '../../../src/core/trees/ensemble.ts'

/** A model of XGBoost 1.7.4 and what it says of rows. */
interface Case extends Said {
  readonly name: string
  readonly model: XgboostModel
  readonly rows: readonly (readonly (number | null)[])[]
  /** By name: total gain, splits and total cover; null where features have no names. */
  readonly importance: readonly Readonly<Record<string, number>>[] | null
}

interface Said {
  readonly margins: readonly number[]
  readonly contributions: readonly (readonly number[])[]
}

/** What tests change of a model. */
export interface XgboostModel {
  learner: {
    feature_names: unknown[]
    feature_types?: unknown[]
    gradient_booster: { name: string; model: { trees: Record<string, unknown>[] } }
    learner_model_param: Record<string, string>
    objective: { name: string }
  }
}

/** Written by tests/goldens/xgboost-models.py. */
export const { cases, written } = JSON.parse(
  readFileSync(new URL('../../goldens/xgboost-models.json', import.meta.url), 'utf8')
) as { cases: Case[]; written: (Said & { of: string; base: number; sha256: string })[] }

export function caseOf(name: string): Case {
  const found = cases.find((one) => one.name === name)
  if (!found) throw new Error(`no golden model: ${name}`)
  return found
}

export function valuesOf(row: readonly (number | null)[]): Float32Array {
  return Float32Array.from(row, (value) => value ?? NaN)
}

export function marginOf({ base, features, trees }: Ensemble, values: ArrayLike<number>): number {
  return trees.reduce((sum, tree) => {
    let node = 0
    while (tree.feature[node] >= 0)
      node = childOf(tree, node, values[tree.feature[node]], features[tree.feature[node]].kind)
    return sum + tree.value[node]
  }, base)
}
