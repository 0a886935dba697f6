import { formatAccuracy, formatPer10000, formatRate } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Cell } from '../../core/decisions/examples.ts'
import { accuracyOf, besideCount, countText } from '../../core/report/counts.ts'
import { baseRateOf } from '../../core/report/run-at-threshold.ts'
import type { DrawnRun } from '../reading/thresholds.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'confusion',
  label: 'Confusion matrix per 10,000',
  help:
    'How many of 10,000 rows like these get an alert at the threshold, and how many alerts are correct; where positives are few, also the counts of the rows themselves. When positives ' +
    'are rare, always saying no is nearly always right: accuracy says little, so read precision, recall and the counts. At ' +
    'a run’s own threshold, each fifth of validation is cut where the other four find the best F1.',
  needs: 'runs',
} as const satisfies View

/** A cell of one model's table. */
export interface ChosenCell {
  readonly key: string
  readonly cell: Cell
}

export function speakConfusion(models: readonly DrawnRun[]): string {
  if (models.length === 0) return 'Confusion matrix per 10,000: no finished run yet'
  const base = baseRateOf(models[0].curves.thresholds)
  return `Confusion matrix per 10,000: ${models
    .map(({ name, cut }) => {
      const { truePositives, falsePositives, falseNegatives } = cut.perTenThousand
      const counts = [truePositives, falsePositives, falseNegatives].map((count) => formatPer10000(count / 10_000))
      const accuracy = formatAccuracy(accuracyOf({ cut }))
      return `${name} finds ${besideCount(counts[0], cut.counts)} positives, raises ${counts[1]} false alarms, misses ${counts[2]}, accuracy ${accuracy}`
    })
    .join('; ')}; always no: accuracy ${formatAccuracy(base === null ? null : 1 - base)}`
}

export function confusionTable(models: readonly DrawnRun[]): NumbersTable {
  return {
    columns: [
      'Run',
      'Threshold',
      'True positives',
      'Found',
      'False alarms',
      'Missed',
      'True negatives',
      'Precision',
      'Recall',
      'F1',
      'Accuracy',
    ],
    rows: models.map((model) => {
      const { cut, name } = model
      const { truePositives, falsePositives, falseNegatives, trueNegatives } = cut.perTenThousand
      return [
        name,
        formatRate(cut.threshold),
        countText('truePositives', cut.counts),
        ...[truePositives, falsePositives, falseNegatives, trueNegatives].map((count) =>
          formatPer10000(count / 10_000)
        ),
        formatRate(cut.precision),
        formatRate(cut.recall),
        formatRate(cut.f1),
        formatAccuracy(accuracyOf(model)),
      ]
    }),
  }
}
