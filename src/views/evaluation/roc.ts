import { formatMetric, formatRate } from '../../core/kernel/numbers.ts'
import { decimate } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { metricFor } from '../../core/metrics/index.ts'
import type { ThresholdCurve } from '../../core/metrics/curves/curve.ts'
import type { ThresholdPoint } from '../../core/metrics/curves/point.ts'
import type { DrawnRun } from '../reading/thresholds.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'roc',
  label: 'ROC',
  help:
    'Share of positives with an alert against share of negatives with one, over all thresholds. The diagonal is guessing. ' +
    'It does not change where positives are thinned at random (Prevalence): where they are few, a corner that looks good still means many false alarms.',
  needs: 'runs',
} as const satisfies View

/** The area under the curve. */
export const area = metricFor('ranking')

/** Place of one threshold on the curve; null where a class is missing. */
export function rocPoint(curve: ThresholdCurve, index: number): { x: number; y: number } | null {
  if (!(curve.positives > 0 && curve.negatives > 0)) return null
  return { x: curve.falsePositives[index] / curve.negatives, y: curve.truePositives[index] / curve.positives }
}

/** Place of a cut, which need not lie on the curve; null where a class is missing. */
export function rocCut({ falsePositiveRate, truePositiveRate }: ThresholdPoint): { x: number; y: number } | null {
  return falsePositiveRate === null || truePositiveRate === null ? null : { x: falsePositiveRate, y: truePositiveRate }
}

export function speakRoc(models: readonly DrawnRun[]): string {
  if (models.length === 0) return 'ROC: no finished run yet'
  return `ROC: ${models
    .map(
      ({ name, value, cut }) =>
        `${name} ${area.label} ${formatMetric(value(area.id))}, at threshold ${formatRate(cut.threshold)} ` +
        `finds ${formatRate(cut.recall)} of positives with ${formatRate(cut.falsePositiveRate)} of negatives flagged`
    )
    .join('; ')}`
}

export function rocTable(models: readonly DrawnRun[]): NumbersTable {
  return {
    columns: ['Run', 'Threshold', 'True positive rate', 'False positive rate'],
    rows: models.flatMap(({ name, curves }) =>
      decimate([...curves.thresholds.thresholds.keys()], 21).map((i) => {
        const point = rocPoint(curves.thresholds, i)
        return [name, formatRate(curves.thresholds.thresholds[i]), formatRate(point?.y), formatRate(point?.x)]
      })
    ),
  }
}
