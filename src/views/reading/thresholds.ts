import { extent } from 'd3'
import { laneOf, type Look } from '../../charts/lane.ts'
import { logit } from '../../core/kernel/math.ts'
import type { Basis } from '../../core/metrics/basis.ts'
import type { ThresholdCurve } from '../../core/metrics/curves/curve.ts'
import { runsAtThreshold, type RunAtThreshold } from '../../core/report/run-at-threshold.ts'
import type { RunState } from '../../state/run.svelte.ts'
import type { SharedThreshold } from '../../state/threshold.svelte.ts'

/** A run that has been read at the end, as it is drawn. */
export interface DrawnRun extends RunAtThreshold<RunState> {
  readonly look: Look
}

/** What `runsAtThreshold` says of the runs, with their looks. */
export function drawnRuns(runs: readonly RunState[], basis: Basis, threshold: number | null): DrawnRun[] {
  return runsAtThreshold(runs, basis, threshold).map((model) => ({ ...model, look: laneOf(model.run.laneIndex) }))
}

/** Every run is cut at its own threshold, which cannot be moved here. */
export const EACH_ITS_OWN: SharedThreshold = { value: null, hovered: null }

/** Logits between which a threshold can be moved with any effect; wide open without a run. */
export function logitRange(models: readonly DrawnRun[]): readonly [number, number] {
  return logitRangeOf(models.map(({ curves }) => curves.thresholds))
}

export function logitRangeOf(curves: readonly ThresholdCurve[]): readonly [number, number] {
  const [low, high] = extent(
    curves.flatMap(({ thresholds }) => [...thresholds].filter((t) => t > 1e-9 && t < 1 - 1e-9).map(logit))
  )
  return low === undefined || high === undefined || low === high ? [-7, 3] : [low, high]
}

/** The threshold of the curve point nearest, in the picture, to the pointer and at most `within` pixels away; null where there is none. */
export function nearestThreshold(
  models: readonly DrawnRun[],
  placeOf: (curve: ThresholdCurve, index: number) => { readonly x: number; readonly y: number } | null,
  pointer: { readonly x: number; readonly y: number },
  within = Infinity
): number | null {
  let best = within ** 2
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
