import { formatCompact, formatCount, formatRate } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Schema } from '../../core/kernel/table.ts'
import type { Ensemble } from '../../core/trees/ensemble.ts'
import { importance } from '../../core/trees/importance.ts'
import { columnLabel } from '../../core/trees/column-names.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'importance',
  label: 'What the trees ask about',
  help:
    'How much of what all splits gained came from each column: by how much they lowered the training loss. Columns that ' +
    'say the same thing share the credit, and one with many values gets some of it by chance. It tells what the model ' +
    'used, not what causes anything.',
  needs: 'runs',
} as const satisfies View

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

export function speakImportance(rows: readonly ImportanceRow[]): string {
  if (rows.length === 0) return `${view.label}: no trees yet`
  const named = rows.slice(0, 3).map(({ label, share }) => `${label} ${formatRate(share)}`)
  const more = rows.length > 3 ? `; ${rows.length - 3} more` : ''
  return `${view.label}, share of the gain: ${named.join(', ')}${more}`
}

export function importanceTable(rows: readonly ImportanceRow[]): NumbersTable {
  return {
    columns: ['Column', 'Total gain', 'Share', 'Splits', 'Cover'],
    rows: rows.map(({ label, gain, share, splits, cover }) => [
      label,
      formatCompact(gain),
      formatRate(share),
      formatCount(splits),
      formatCompact(cover),
    ]),
  }
}
