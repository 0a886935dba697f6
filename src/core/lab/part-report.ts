import { curvesOf } from '../metrics/curves/evaluate.ts'
import { pointAt } from '../metrics/curves/point.ts'
import type { Sample } from '../metrics/metric.ts'
import { withLabels } from '../metrics/order.ts'
import type { PartReading, PartReport } from '../training/run.ts'
import { sampleOf, type MeasuredRows } from './measured-rows.ts'

/** What pictures draw of rows with their probabilities. */
export function partReport(rows: MeasuredRows, threshold: number): PartReport {
  const sample = sampleOf(rows)
  let positives = 0
  for (const label of rows.labels) positives += label
  return {
    rows: rows.rows.length,
    positives,
    labelled: readingOf(sample, rows.truth, threshold),
    expected: rows.truth && readingOf(withLabels(sample, rows.truth), rows.truth, threshold),
  }
}

function readingOf(sample: Sample, truth: Float32Array | null, threshold: number): PartReading {
  const curves = curvesOf(sample, truth, threshold)
  return { curves, own: pointAt(curves.thresholds, threshold).counts }
}
