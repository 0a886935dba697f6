import { positivesIn } from '../kernel/positives.ts'
import { countsAt } from '../metrics/curves/called.ts'
import { calibrationBins } from '../metrics/curves/calibration.ts'
import type { CalibrationBin } from '../metrics/curves/curve.ts'
import { curvesOf } from '../metrics/curves/evaluate.ts'
import type { Sample } from '../metrics/metric.ts'
import { scoreOrderOf, withLabels } from '../metrics/order.ts'
import type { CalibrationReadings, PartReading, PartReport } from '../training/run.ts'
import type { ReadRows } from './cross-fit.ts'
import { sampleOf } from './measured-rows.ts'

/** What pictures draw of rows with their probabilities; `threshold` is the one chosen on all of validation. */
export function partReport({ rows, own }: ReadRows, threshold: number): PartReport {
  const sample = sampleOf(rows)
  const reading = (of: Sample): PartReading => ({
    curves: curvesOf(of, rows.truth, threshold),
    own: countsAt(of, own),
  })
  const labelled = reading(sample)
  return {
    rows: rows.rows.length,
    positives: positivesIn(rows.labels),
    labelled,
    expected: rows.truth && withoutChance(reading(withLabels(sample, rows.truth))),
  }
}

/** The bins that a calibration picture draws of scores before anything corrected them. */
export function uncorrectedBins({ rows }: ReadRows): CalibrationReadings {
  const { scores, labels, truth } = rows
  const order = scoreOrderOf(sampleOf(rows))
  return {
    labelled: calibrationBins(scores, labels, truth, 20, order),
    expected: truth && calibrationBins(scores, truth, truth, 20, order).map(exact),
  }
}

/** A share that is expected has no interval: no labels fell that could have fallen otherwise. */
function withoutChance({ curves, own }: PartReading): PartReading {
  return { curves: { ...curves, calibration: curves.calibration.map(exact) }, own }
}

function exact(bin: CalibrationBin): CalibrationBin {
  return { ...bin, low: bin.observed, high: bin.observed }
}
