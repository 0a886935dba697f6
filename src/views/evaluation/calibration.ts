import { formatRate } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Curves } from '../../core/metrics/curves/curve.ts'
import type { DrawnRun } from '../reading/thresholds.ts'
import { binsAsTrained, readCorrection, readError } from '../../core/report/calibration.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'calibration',
  label: 'Calibration',
  help:
    'Observed share of positives against predicted probability, in bins of equal count, lowest scores first. On the diagonal a 3 % means ' +
    '3 %. Against labels, bars are 95 % intervals (Wilson) and small hollow marks the true probability, where it is known; ' +
    'against true probabilities, the observed share is the mean true probability. On validation, scores are recalibrated by maps fitted on other ' +
    'rows. Dashed, with large hollow marks: the scores as trained, before they were corrected.',
  needs: 'runs',
} as const satisfies View

/** Axes of both predicted and observed shares: from 0, or from the least one seen on a log scale. */
export function calibrationDomain(models: readonly DrawnRun[], isLog: boolean, withTrained = false): [number, number] {
  const bins = models.flatMap((model) => [
    ...model.curves.calibration,
    ...((withTrained && binsAsTrained(model)) || []),
  ])
  if (bins.length === 0) return isLog ? [0.001, 1] : [0, 1]
  const most = Math.min(1, Math.max(...bins.flatMap((bin) => [bin.predicted, Math.min(bin.high, 2 * bin.observed)])))
  if (!isLog) return [0, most > 0 ? most * 1.08 : 1]
  const positive = bins.flatMap((bin) => [bin.predicted, bin.observed]).filter((share) => share > 0)
  const least = positive.length ? Math.min(...positive) : most / 100
  return [least / 1.5, Math.max(most * 1.5, least * 10)]
}

export function speakCalibration(models: readonly DrawnRun[]): string {
  if (models.length === 0) return 'Calibration: no finished run yet'
  return `Calibration: ${models
    .map((model) => {
      const { name, curves } = model
      const rows = curves.calibration.reduce((sum, bin) => sum + bin.rows, 0)
      const mean = (of: 'predicted' | 'observed') =>
        rows ? curves.calibration.reduce((sum, bin) => sum + bin[of] * bin.rows, 0) / rows : null
      const error = `calibration error ${readError(model)}`
      return `${name} predicts ${formatRate(mean('predicted'))} where ${formatRate(mean('observed'))} was observed, ${readCorrection(model) || error}`
    })
    .join('; ')}`
}

/** The bins as numbers; those of the scores as trained beneath the corrected ones, where there are any. */
export function calibrationTable(models: readonly DrawnRun[]): NumbersTable {
  const hasTrained = models.some(binsAsTrained)
  const rowsOf = (name: string, scores: string, bins: Curves['calibration']) =>
    bins.map((bin) => [
      name,
      ...(hasTrained ? [scores] : []),
      String(bin.rows),
      ...[bin.predicted, bin.observed, bin.low, bin.high, bin.truth].map(formatRate),
    ])
  return {
    columns: [
      'Run',
      ...(hasTrained ? ['Scores'] : []),
      ...['Rows', 'Predicted', 'Observed', '95 % from', 'to', 'True'],
    ],
    rows: models.flatMap((model) => {
      const trained = binsAsTrained(model)
      const corrected = rowsOf(model.name, trained ? 'corrected' : 'as trained', model.curves.calibration)
      return trained ? [...corrected, ...rowsOf(model.name, 'as trained', trained)] : corrected
    }),
  }
}
