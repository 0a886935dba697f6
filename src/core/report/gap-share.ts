import type { Basis } from '../metrics/basis.ts'
import { gapClosed } from '../metrics/gap.ts'
import type { FoundRun } from './found-run.ts'
import { groupsOf, type Group } from './groups.ts'
import { limitsFor, meanLimits, type Limits } from './limits.ts'
import { hasCeiling, metricOf } from './metric-facts.ts'
import { meanOf, valueOn, whyMissing } from './values.ts'

/** How far a model has come from guessing (0) to what these columns can reach (1). */
export interface GapShare {
  readonly value: number | null
  readonly limits: Limits
  /** null where one of them is not known. */
  readonly closed: number | null
}

/** The same of runs that stand as one: means over the seeds of a repeat. */
export interface GroupGap<Run extends FoundRun = FoundRun> extends Group<Run>, GapShare {
  /** Least and most share of a repeat's seeds; null of a run alone. */
  readonly band: readonly [number, number] | null
  /** Said in place of what is not known. */
  readonly missing: string
}

/** Said of runs whose limit is not known, beside their values. */
export const NOT_WORKED_OUT = 'n/a: not computed for these settings'

/** Why no run can have a share, in one line; empty where one can. */
export function whyNoShare(metric: string): string {
  if (hasCeiling(metric)) return ''
  return `${metricOf(metric).label} has no best possible value: the truth itself would not score best on it. Choose another metric for a share.`
}

/** Of one run; what any of `runs` has reached on the same rows can be reached. */
export function gapShareOf(run: FoundRun, runs: readonly FoundRun[], metric: string, basis: Basis): GapShare {
  const value = valueOn(run, metric, basis)
  const limits = limitsFor(run, runs, metric, basis)
  return { value, limits, closed: gapClosed(value, limits.trivial, limits.columns) }
}

/** One entry a run, or a repeat of one, of the model that was kept once there is one. */
export function groupGaps<Run extends FoundRun>(runs: readonly Run[], metric: string, basis: Basis): GroupGap<Run>[] {
  return groupsOf(runs).map((group) => {
    const each = group.runs.map((run) => gapShareOf(run, runs, metric, basis))
    const shares = each.map(({ closed }) => closed).filter((closed) => closed !== null)
    const value = meanOf(each.map((one) => one.value))
    return {
      ...group,
      value,
      limits: meanLimits(each.map((one) => one.limits)),
      closed: meanOf(shares),
      band: shares.length > 1 ? [Math.min(...shares), Math.max(...shares)] : null,
      missing: value === null ? whyMissing(group.runs[0], metric, basis.part) : shares.length ? '' : NOT_WORKED_OUT,
    }
  })
}
