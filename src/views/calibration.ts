import { formatMetric, formatRate } from '../charts/format.ts'
import type { NumbersTable } from '../charts/table.ts'
import type { Judged } from './thresholds.ts'
import type { View } from './view.ts'

export const view = {
  id: 'calibration',
  label: 'Calibration',
  help:
    'What happened against what was predicted, in bins of equal count, lowest scores first. On the diagonal a 3 % means ' +
    '3 %. Bars are 95 % intervals (Wilson); hollow marks are the true probability, where it is known.',
  needs: 'runs',
} as const satisfies View

/** Axes of both predicted and observed shares: from 0, or from the least one seen on a log scale. */
export function calibrationDomain(models: readonly Judged[], isLog: boolean): [number, number] {
  const bins = models.flatMap(({ curves }) => curves.calibration)
  if (bins.length === 0) return isLog ? [0.001, 1] : [0, 1]
  const most = Math.min(1, Math.max(...bins.flatMap((bin) => [bin.predicted, Math.min(bin.high, 2 * bin.observed)])))
  if (!isLog) return [0, most > 0 ? most * 1.08 : 1]
  const positive = bins.flatMap((bin) => [bin.predicted, bin.observed]).filter((share) => share > 0)
  const least = positive.length ? Math.min(...positive) : most / 100
  return [least / 1.5, Math.max(most * 1.5, least * 10)]
}

export function speakCalibration(models: readonly Judged[]): string {
  if (models.length === 0) return 'Calibration: no finished run yet'
  return `Calibration: ${models
    .map(({ name, report, curves }) => {
      const rows = curves.calibration.reduce((sum, bin) => sum + bin.rows, 0)
      const mean = (of: 'predicted' | 'observed') =>
        rows ? curves.calibration.reduce((sum, bin) => sum + bin[of] * bin.rows, 0) / rows : null
      const error = formatMetric(report.validation.sampled.calibrationError)
      return `${name} predicts ${formatRate(mean('predicted'))} where ${formatRate(mean('observed'))} happened, calibration error ${error}`
    })
    .join('; ')}`
}

export function calibrationTable(models: readonly Judged[]): NumbersTable {
  return {
    columns: ['Run', 'Rows', 'Predicted', 'Observed', '95 % from', 'to', 'True'],
    rows: models.flatMap(({ name, curves }) =>
      curves.calibration.map((bin) => [
        name,
        String(bin.rows),
        ...[bin.predicted, bin.observed, bin.low, bin.high, bin.truth].map(formatRate),
      ])
    ),
  }
}
