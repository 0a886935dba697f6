import { laneOf, type Look } from '../../charts/lane.ts'
import { alertsPerDay, type DecisionCurve } from '../../core/decisions/curve.ts'
import type { Decision } from '../../core/decisions/contract.ts'
import { indexAt, pointOf, type ConfusionCounts } from '../../core/metrics/curves/point.ts'
import { positivesText } from '../../core/report/ground.ts'

/** A finished run and all that its costs and alerts are read off. */
export interface DecisionRun {
  readonly key: string
  /** Lane of the race: colour, dash and marker. */
  readonly laneIndex: number
  readonly label: string
  readonly decision: Decision
}

/** The same as drawn, with the point at which its scores are cut. */
export interface CurveAtThreshold {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly decision: Decision
  readonly curve: DecisionCurve
  /** Point of the curve, nearest to the cut. */
  readonly cut: number
  /** The cut as a curve of one point, which need not lie on the other: on validation the run's own is cross-fitted. */
  readonly at: DecisionCurve
}

/** Runs cut at the shared threshold or, where that is null, each at its own. */
export function curvesAtThreshold(runs: readonly DecisionRun[], threshold: number | null): CurveAtThreshold[] {
  return runs.map(({ key, laneIndex, label, decision }) => {
    const { curve, own } = decision
    const cut = indexAt(curve, threshold ?? own.threshold)
    const at = pointCurve(curve, threshold === null ? own : cutOf(curve, cut))
    return { key, name: label, look: laneOf(laneIndex), decision, curve, cut, at }
  })
}

/** What a cut does, as the confusion matrix has it. */
export function countsOf({ at }: Pick<CurveAtThreshold, 'at'>): ConfusionCounts {
  return pointOf(at, 0).counts
}

function cutOf(curve: DecisionCurve, index: number) {
  const caughtAmount = curve.caughtAmount && curve.caughtAmount[index]
  return { ...pointOf(curve, index).counts, threshold: curve.thresholds[index], caughtAmount }
}

/** A curve of one point. */
export function pointCurve(curve: DecisionCurve, point: ReturnType<typeof cutOf>): DecisionCurve {
  const { threshold, truePositives, falsePositives, caughtAmount } = point
  return {
    ...curve,
    thresholds: Float64Array.of(threshold),
    truePositives: Float64Array.of(truePositives),
    falsePositives: Float64Array.of(falsePositives),
    caughtAmount: caughtAmount === null ? null : Float64Array.of(caughtAmount),
  }
}

/** On which rows the numbers stand, in words. */
export function kindOf(models: readonly CurveAtThreshold[]): string {
  if (models.length === 0) return ''
  const [{ decision }] = models
  const positives = positivesText(models.map(({ curve }) => curve))
  return `${decision.part}, ${decision.expected ? 'against true probabilities' : 'against labels'}, ${positives}`
}

/** Alerts a day at a point of the curve, or of 10,000 rows where there are no days. */
export function alertRate(curve: DecisionCurve, index: number): number {
  const rows = Math.max(1, curve.positives + curve.negatives)
  const alerts = curve.truePositives[index] + curve.falsePositives[index]
  return alertsPerDay(curve, index) ?? (alerts / rows) * 10_000
}

/** Lowest and highest rate of alerts of the models; a decade where there is none. */
export function rateRange(models: readonly CurveAtThreshold[]): [number, number] {
  const low = Math.min(...models.map(({ curve }) => alertRate(curve, Math.min(1, curve.thresholds.length - 1))))
  const high = Math.max(...models.map(({ curve }) => alertRate(curve, curve.thresholds.length - 1)))
  return low > 0 && high > low ? [low, high] : [1, 10]
}

export function rateTitle(models: readonly CurveAtThreshold[]): string {
  return models.some(({ curve }) => curve.days === null) ? 'alerts in 10,000 rows' : 'alerts a day'
}

/** Point of the curve with the rate of alerts nearest, by factor, to one. */
export function indexAtRate(curve: DecisionCurve, rate: number): number {
  let best = 1
  for (let i = 1; i < curve.thresholds.length; i++)
    if (distance(alertRate(curve, i), rate) < distance(alertRate(curve, best), rate)) best = i
  return Math.min(best, curve.thresholds.length - 1)
}

/** A threshold that can be shared: of the point at which nothing is called, the one next to it. */
export function sharedThreshold(curve: DecisionCurve, index: number): number {
  const threshold = curve.thresholds[Math.min(Math.max(1, index), curve.thresholds.length - 1)]
  return Number.isFinite(threshold) ? threshold : 0
}

function distance(a: number, b: number): number {
  return Math.abs(Math.log(Math.max(a, 1e-12) / Math.max(b, 1e-12)))
}
