import { extent } from 'd3'
import { laneOf, type Look } from '../charts/lane.ts'
import { logit } from '../core/kernel/math.ts'
import type { Curves, ThresholdCurve } from '../core/metrics/curves/curve.ts'
import { pointAt, type ThresholdPoint } from '../core/metrics/curves/point.ts'
import type { RunReport } from '../core/training/run.ts'
import type { RunState } from '../state/run.svelte.ts'
import { groupsOf, middleOf } from './groups.ts'

/** A run that has been read at the end, with the point at which its scores are cut. */
export interface Judged {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly report: RunReport
  readonly curves: Curves
  readonly cut: ThresholdPoint
}

/**
 * The runs with a report, of a repeat the middle seed, cut at the shared threshold or, where that is null, each at its
 * own best-F1 one.
 */
export function judged(runs: readonly RunState[], threshold: number | null): Judged[] {
  return groupsOf(runs).flatMap((group) => {
    const middle = middleOf(group)
    if (!middle?.run.report) return []
    const { spec, order, report } = middle.run
    const { curves } = report
    const cut = pointAt(curves.thresholds, threshold ?? report.threshold)
    return [{ key: spec.id, name: middle.name, look: laneOf(order), report, curves, cut }]
  })
}

/** Pictures of one page share the threshold under the pointer, so that each marks it. */
export interface Hovering {
  readonly hovered?: number | null
  readonly onhover?: (threshold: number | null) => void
}

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
