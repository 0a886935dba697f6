import type { Basis } from '../metrics/basis.ts'
import type { ThresholdCurve } from '../metrics/curves/curve.ts'
import { indexAt, pointAt, pointOfCounts, type ThresholdPoint } from '../metrics/curves/point.ts'
import type { RunReport } from '../training/run.ts'
import type { FoundRun } from './found-run.ts'
import { groupsOf, middleOf } from './groups.ts'
import { thinnedMetric } from './metric-facts.ts'
import { readOn, type PartRead } from './part-read.ts'
import { measuredOn, valueOf } from './values.ts'

/** A run that has been read at the end, with the point at which its scores are cut. */
export interface RunAtThreshold<Run extends FoundRun = FoundRun> extends PartRead {
  readonly key: string
  readonly name: string
  readonly run: Run
  readonly report: RunReport
  readonly cut: ThresholdPoint
  /** A metric on these rows, expected where the basis asks for it and it is known. */
  readonly value: (metric: string) => number | null
}

/**
 * The runs with a report on these rows, of a repeat the middle seed, cut at the shared threshold or, where that is null, each
 * at its own best-F1 one: on validation a row is cut at a threshold that was chosen without it, so that the cut need not lie
 * on the curve.
 */
export function runsAtThreshold<Run extends FoundRun>(
  runs: readonly Run[],
  basis: Basis,
  threshold: number | null
): RunAtThreshold<Run>[] {
  return groupsOf(runs).flatMap((group) => {
    const middle = middleOf(group)
    const report = middle?.run.report
    const read = report && readOn(report, basis)
    if (!middle || !report || !read) return []
    const { run, name } = middle
    const measured = measuredOn(run, basis.part)
    const cut = threshold === null ? ownCut(read, report.threshold) : pointAt(read.curves.thresholds, threshold)
    const asIs = readOn(report, { ...basis, prevalence: undefined })
    const value = (metric: string): number | null => {
      const whole = valueOf(measured, metric, basis.expected)
      return read.weight < 1 && asIs ? thinnedMetric(metric, whole, asIs.curves.thresholds, read.weight) : whole
    }
    return [{ key: run.spec.id, name, run, report, ...read, cut, value }]
  })
}

/**
 * Where a run is counted when all are cut at a shared threshold: at the next point of its curve, so that the rows behind a cell are
 * as many as the cell says. null, its own threshold, stays.
 */
export function countedAt({ report }: Pick<FoundRun, 'report'>, basis: Basis, threshold: number | null): number | null {
  const read = threshold === null || !report ? null : readOn(report, basis)
  const at = read && threshold !== null ? pointAt(read.curves.thresholds, threshold).threshold : threshold
  return at === Infinity ? threshold : at
}

/** Share of positives among the rows a curve counts. */
export function baseRateOf({ positives, negatives }: ThresholdCurve): number | null {
  return positives + negatives > 0 ? positives / (positives + negatives) : null
}

function ownCut({ curves, own }: PartRead, threshold: number): ThresholdPoint {
  return pointOfCounts(own, indexAt(curves.thresholds, threshold), threshold)
}
