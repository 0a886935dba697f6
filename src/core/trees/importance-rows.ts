import type { Schema } from '../kernel/table.ts'
import { columnLabel } from './column-names.ts'
import type { Ensemble } from './ensemble.ts'
import { importance } from './importance.ts'

/** How much a model asks about one column. */
export interface ImportanceRow {
  readonly id: string
  readonly label: string
  readonly gain: number
  /** Of the gain of all columns. */
  readonly share: number
  readonly splits: number
  readonly cover: number
}

/** Columns by total gain over the first rounds; all rounds where none are given. */
export function importanceRows(
  ensemble: Ensemble | null,
  rounds: number | null,
  schema: Schema | null
): ImportanceRow[] {
  if (!ensemble) return []
  const found = importance({ features: ensemble.features, trees: ensemble.trees.slice(0, rounds ?? undefined) })
  const total = found.reduce((sum, { gain }) => sum + gain, 0)
  return found.map(({ feature, gain, splits, cover }) => ({
    id: feature,
    label: columnLabel(schema, feature),
    gain,
    share: total > 0 ? gain / total : 0,
    splits,
    cover,
  }))
}
