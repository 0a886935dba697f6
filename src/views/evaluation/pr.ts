import { formatMetric, formatRate } from '../../core/kernel/numbers.ts'
import { decimate } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { metricFor } from '../../core/metrics/index.ts'
import type { ThresholdCurve } from '../../core/metrics/curves/curve.ts'
import type { ThresholdPoint } from '../../core/metrics/curves/point.ts'
import { baseRateOf } from '../../core/report/run-at-threshold.ts'
import type { DrawnRun } from '../reading/thresholds.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'pr',
  label: 'Precision–recall',
  help:
    'Share of the alerts that are true positives (precision), against the share of all positives that get an alert (recall). ' +
    'The dashed line is the base rate: the precision of guessing. This is the picture to trust when positives are few.',
  needs: 'runs',
} as const satisfies View

/** The area under the curve. */
export const area = metricFor('retrieval')

/** Place of one threshold on the curve; null where nothing is called positive or there is nothing to find. */
export function prPoint(curve: ThresholdCurve, index: number): { x: number; y: number } | null {
  const called = curve.truePositives[index] + curve.falsePositives[index]
  if (!(curve.positives > 0 && called > 0)) return null
  return { x: curve.truePositives[index] / curve.positives, y: curve.truePositives[index] / called }
}

/** Place of a cut, which need not lie on the curve; null where nothing is called positive or there is nothing to find. */
export function prCut({ recall, precision }: ThresholdPoint): { x: number; y: number } | null {
  return recall === null || precision === null ? null : { x: recall, y: precision }
}

export function prPoints(curve: ThresholdCurve): { x: number; y: number }[] {
  return Array.from(curve.thresholds, (_, i) => prPoint(curve, i)).filter((point) => point !== null)
}

/**
 * Top of the precision axis: what is reached beyond the noise of the first few positives, and at each run's own threshold; 1 where
 * nothing is beyond that noise. It holds still while a shared threshold is moved.
 */
export function precisionTop(models: readonly DrawnRun[]): number {
  const settled = models.flatMap(({ curves: { thresholds } }) =>
    prPoints(thresholds).filter((point) => point.x * thresholds.positives >= 10)
  )
  if (settled.length === 0) return 1
  const bases = models.map(({ curves }) => 2 * (baseRateOf(curves.thresholds) ?? 0))
  const cuts = models.map(({ own }) => own.truePositives / Math.max(1e-9, own.truePositives + own.falsePositives))
  return Math.min(1, Math.max(...settled.map((point) => point.y), ...bases, ...cuts) * 1.1)
}

export function speakPr(models: readonly DrawnRun[]): string {
  if (models.length === 0) return 'Precision–recall: no finished run yet'
  const base = baseRateOf(models[0].curves.thresholds)
  return `Precision–recall: ${models
    .map(
      ({ name, value, cut }) =>
        `${name} ${area.label} ${formatMetric(value(area.id))}, at threshold ${formatRate(cut.threshold)} ` +
        `precision ${formatRate(cut.precision)} and recall ${formatRate(cut.recall)}`
    )
    .join('; ')}; base rate ${formatRate(base)}`
}

export function prTable(models: readonly DrawnRun[]): NumbersTable {
  return {
    columns: ['Run', 'Threshold', 'Recall', 'Precision'],
    rows: models.flatMap(({ name, curves }) =>
      decimate([...curves.thresholds.thresholds.keys()], 21).map((i) => {
        const point = prPoint(curves.thresholds, i)
        return [name, formatRate(curves.thresholds.thresholds[i]), formatRate(point?.x), formatRate(point?.y)]
      })
    ),
  }
}
