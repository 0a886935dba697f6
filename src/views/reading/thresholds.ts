import type { SharedThreshold } from '../../state/threshold.svelte.ts'
import { extent } from 'd3'
import { laneOf, type Look } from '../../charts/lane.ts'
import { logit } from '../../core/kernel/math.ts'
import type { Basis } from '../../core/metrics/basis.ts'
import type { ThresholdCurve } from '../../core/metrics/curves/curve.ts'
import { indexAt, pointAt, pointOfCounts, type ThresholdPoint } from '../../core/metrics/curves/point.ts'
import type { RunReport } from '../../core/training/run.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { readOn, type PartRead } from './basis.ts'
import { groupsOf, middleOf } from './groups.ts'
import { thinnedMetric } from './metric-facts.ts'
import { measuredOn, valueOf } from './reading.ts'

/** A run that has been read at the end, with the point at which its scores are cut. */
export interface Judged extends PartRead {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly report: RunReport
  readonly cut: ThresholdPoint
  /** A metric on these rows, expected where the page asks for it and it is known. */
  readonly value: (metric: string) => number | null
}

/**
 * The runs with a report on these rows, of a repeat the middle seed, cut at the shared threshold or, where that is null, each
 * at its own best-F1 one: on validation a row is cut at a threshold that was chosen without it, so that the cut need not lie
 * on the curve.
 */
export function judged(runs: readonly RunState[], basis: Basis, threshold: number | null): Judged[] {
  return groupsOf(runs).flatMap((group) => {
    const middle = middleOf(group)
    const read = middle?.run.report && readOn(middle.run.report, basis)
    if (!middle?.run.report || !read) return []
    const { spec, order, report } = middle.run
    const measured = measuredOn(middle.run, basis.part)
    const cut = threshold === null ? ownCut(read, report.threshold) : pointAt(read.curves.thresholds, threshold)
    const asIs = readOn(report, { ...basis, prevalence: undefined })
    const value = (metric: string): number | null => {
      const whole = valueOf(measured, metric, basis.expected)
      return read.weight < 1 && asIs ? thinnedMetric(metric, whole, asIs.curves.thresholds, read.weight) : whole
    }
    return [{ key: spec.id, name: middle.name, look: laneOf(order), report, ...read, cut, value }]
  })
}

/**
 * Where a run is counted when all are cut at a shared threshold: at the next point of its curve, so that the rows behind a cell are
 * as many as the cell says. null, its own threshold, stays.
 */
export function countedAt({ report }: Pick<RunState, 'report'>, basis: Basis, threshold: number | null): number | null {
  const read = threshold === null || !report ? null : readOn(report, basis)
  const at = read && threshold !== null ? pointAt(read.curves.thresholds, threshold).threshold : threshold
  return at === Infinity ? threshold : at
}

function ownCut({ curves, own }: PartRead, threshold: number): ThresholdPoint {
  return pointOfCounts(own, indexAt(curves.thresholds, threshold), threshold)
}

/** Every run is cut at its own threshold, which nobody moves. */
export const EACH_ITS_OWN: SharedThreshold = { value: null, hovered: null }

/** Share of positives among the rows a curve counts. */
export function baseRateOf({ positives, negatives }: ThresholdCurve): number | null {
  return positives + negatives > 0 ? positives / (positives + negatives) : null
}

/** Logits between which a threshold can be moved with any effect; wide open without a run. */
export function logitRange(models: readonly Judged[]): readonly [number, number] {
  return logitRangeOf(models.map(({ curves }) => curves.thresholds))
}

export function logitRangeOf(curves: readonly ThresholdCurve[]): readonly [number, number] {
  const [low, high] = extent(
    curves.flatMap(({ thresholds }) => [...thresholds].filter((t) => t > 1e-9 && t < 1 - 1e-9).map(logit))
  )
  return low === undefined || high === undefined || low === high ? [-7, 3] : [low, high]
}

/** The threshold of the curve point nearest, in the picture, to the pointer; null where there is nothing to move. */
export function nearestThreshold(
  models: readonly Judged[],
  placeOf: (curve: ThresholdCurve, index: number) => { readonly x: number; readonly y: number } | null,
  pointer: { readonly x: number; readonly y: number }
): number | null {
  let best = Infinity
  let threshold: number | null = null
  for (const { curves } of models) {
    const { thresholds } = curves.thresholds
    for (let i = 0; i < thresholds.length; i++) {
      const place = placeOf(curves.thresholds, i)
      if (!place || !(thresholds[i] > 0 && thresholds[i] < 1)) continue
      const distance = (place.x - pointer.x) ** 2 + (place.y - pointer.y) ** 2
      if (distance < best) {
        best = distance
        threshold = thresholds[i]
      }
    }
  }
  return threshold
}
