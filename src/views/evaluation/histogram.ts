import { formatCount, formatPer10000, formatRate } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { sigmoid } from '../../core/kernel/math.ts'
import type { ScoreHistogram } from '../../core/metrics/curves/curve.ts'
import { besideCount } from '../../core/report/counts.ts'
import type { DrawnRun } from '../reading/thresholds.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'histogram',
  label: 'Scores by class',
  help:
    'How many rows got which score: positives above the line, negatives below it, each on a scale of its own so that the ' +
    'rare class can be seen. Rows right of the threshold are alerts.',
  needs: 'runs',
} as const satisfies View

/** Step outline of one class, in logits and shares of that class, ready for a step-after line. */
export function outline({ low, high, ...counts }: ScoreHistogram, side: 'positives' | 'negatives') {
  const rows = counts[side]
  const total = rows.reduce((sum, count) => sum + count, 0)
  const width = (high - low) / rows.length
  const points = Array.from(rows, (count, i) => ({ x: low + i * width, y: total > 0 ? count / total : 0 }))
  return [...points, { x: high, y: 0 }]
}

export function histogramDomain(models: readonly DrawnRun[]): [number, number] {
  if (models.length === 0) return [-8, 2]
  return [
    Math.min(...models.map(({ curves }) => curves.histogram.low)),
    Math.max(...models.map(({ curves }) => curves.histogram.high)),
  ]
}

export function speakHistogram(models: readonly DrawnRun[]): string {
  if (models.length === 0) return 'Scores by class: no finished run yet'
  return `Scores by class: ${models
    .map(({ name, cut }) => {
      const { truePositives, falseNegatives, falsePositives } = cut.perTenThousand
      return (
        `${name} at threshold ${formatRate(cut.threshold)} gives ${formatPer10000((truePositives + falsePositives) / 10_000)} ` +
        `alerts in 10,000 rows, ${besideCount(formatPer10000(truePositives / 10_000), cut.counts)} of them true positives, and misses ${formatPer10000(falseNegatives / 10_000)}`
      )
    })
    .join('; ')}`
}

export function histogramTable(models: readonly DrawnRun[]): NumbersTable {
  return {
    columns: ['Run', 'Score from', 'to', 'Positives', 'Negatives'],
    rows: models.flatMap(({ name, curves: { histogram } }) => {
      const width = (histogram.high - histogram.low) / histogram.positives.length
      return Array.from(histogram.positives, (positives, i) => [
        name,
        formatRate(sigmoid(histogram.low + i * width)),
        formatRate(sigmoid(histogram.low + (i + 1) * width)),
        formatCount(positives),
        formatCount(histogram.negatives[i]),
      ])
    }),
  }
}
