import { formatCount, formatRate } from '../../core/kernel/numbers.ts'
import type { ExampleReport } from '../../core/decisions/contract.ts'
import type { Cell, ExampleOrder } from '../../core/decisions/examples.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'examples',
  label: 'The rows behind a number',
  help:
    'Rows of one cell of the confusion matrix as they stand in the table: true positives, missed positives, ' +
    'false alarms or true negatives. Open one to see why it got its score.',
  needs: 'runs',
} as const satisfies View

export const CELLS: Readonly<Record<Cell, string>> = {
  truePositives: 'Found',
  falseNegatives: 'Missed',
  falsePositives: 'False alarms',
  trueNegatives: 'True negatives',
}

export const ORDERS: Readonly<Record<ExampleOrder, string>> = {
  newest: 'newest first',
  highest: 'highest score first',
  lowest: 'lowest score first',
  random: 'at random',
}

/** `Missed: 20 of 143 rows, from threshold 3.1 %`. */
export function speakExamples(report: ExampleReport | null): string {
  if (!report) return 'The rows behind a number: no finished run yet'
  const { spec, total, rows } = report
  const where = spec.threshold === null ? 'the run’s own threshold' : formatRate(spec.threshold)
  const side = spec.cell === 'truePositives' || spec.cell === 'falsePositives' ? 'at or above' : 'below'
  const count = rows.length < total ? `${formatCount(rows.length)} of ${formatCount(total)}` : formatCount(total)
  return `${CELLS[spec.cell]}: ${count} ${total === 1 ? 'row' : 'rows'} scored ${side} ${where}`
}
