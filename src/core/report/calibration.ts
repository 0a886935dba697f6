import { formatMetric, formatRate } from '../kernel/numbers.ts'
import type { Curves } from '../metrics/curves/curve.ts'
import { metricFor } from '../metrics/index.ts'
import { baseRateOf, type RunAtThreshold } from './run-at-threshold.ts'
import { valueOf } from './values.ts'

const error = metricFor('calibration')

export function errorOf({ value }: Pick<RunAtThreshold, 'value'>): number | null {
  return value(error.id)
}

/** Bins of the scores as they came out of training; null where nothing corrected them, or they were not kept. */
export function binsAsTrained({
  report: { uncorrected },
  basis,
}: Pick<RunAtThreshold, 'report' | 'basis'>): Curves['calibration'] | null {
  const kept = uncorrected?.parts[basis.part]
  return kept ? (basis.expected ? kept.expected : kept.labelled) : null
}

/** What correcting did to a model's calibration error; empty where nothing was corrected. */
export function readCorrection(model: RunAtThreshold): string {
  const before = valueOf(model.report.uncorrected?.[model.basis.part], error.id, model.basis.expected)
  if (before === null) return ''
  const after = formatMetric(errorOf(model))
  return `calibration error ${formatMetric(before)} as trained → ${after} corrected${ofBaseRate(model)}`
}

/** The calibration error beside what it is large or small against: `0.0012, 4.1 % of the base rate`. */
export function readError(model: RunAtThreshold): string {
  return `${formatMetric(errorOf(model))}${ofBaseRate(model)}`
}

function ofBaseRate(model: RunAtThreshold): string {
  const share = errorShare(model)
  return share === null ? '' : `, ${formatRate(share)} of the base rate`
}

/** Calibration error over base rate; null where either is not known. */
export function errorShare(model: RunAtThreshold): number | null {
  const [off, base] = [errorOf(model), baseRateOf(model.curves.thresholds)]
  return off === null || !base ? null : off / base
}
