import { formatCompact, formatCount, formatRate } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { ImportanceRow } from '../../core/trees/importance-rows.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'importance',
  label: 'What the trees split on',
  help:
    'How much of what all splits gained came from each column: by how much they lowered the training loss. Columns that ' +
    'say the same thing share the credit, and one with many values gets some of it by chance. It shows what the model used, not what causes the outcome.',
  needs: 'runs',
} as const satisfies View

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
