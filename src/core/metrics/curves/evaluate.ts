import { scoreOrderOf } from '../order.ts'
import type { Sample } from '../metric.ts'
import { calibrationBins } from './calibration.ts'
import type { Curves } from './curve.ts'
import { scoreHistogram } from './histogram.ts'
import { thresholdCurve } from './threshold-curve.ts'

/** All that the evaluation pictures draw of one run, from one sort; the threshold that it goes by has a point of its own. */
export function curvesOf(sample: Sample, truth: Float32Array | null, threshold: number | null = null): Curves {
  const { scores, labels } = sample
  const order = scoreOrderOf(sample)
  return {
    thresholds: thresholdCurve(scores, labels, 400, order, threshold),
    calibration: calibrationBins(scores, labels, truth, 20, order),
    histogram: scoreHistogram(scores, labels),
  }
}
