import type { DataSummary } from '../lab.ts'
import type { Basis } from '../metrics/basis.ts'
import { isUnderWay, type FoundRun } from './found-run.ts'
import { limitsFor, limitsOf, meanLimits, wholeReference, type Limits } from './limits.ts'
import { onSameRows } from './rows.ts'

/** Whether training is over, so that values are of kept models on the page's rows. */
export function isOver(runs: readonly FoundRun[]): boolean {
  return runs.some(({ report }) => report) && !runs.some(isUnderWay)
}

/**
 * Both ceilings and trivial of the runs shown, on their own rows: the first of validation while they train, the page's at the
 * end; of `data` only where no run is.
 */
export function raceLimits(
  runs: readonly FoundRun[],
  ghosts: readonly FoundRun[],
  data: DataSummary | null,
  { metric, basis }: { readonly metric: string; readonly basis: Basis }
): Limits {
  const measured = onSameRows(runs.length ? runs : ghosts)
  if (isOver(measured)) return meanLimits(measured.map((run) => limitsFor(run, measured, metric, basis)))
  const references = measured.length
    ? [...new Set(measured.map((run) => run.data.validation))]
    : [data && wholeReference(data, basis.part)]
  return meanLimits(references.map((reference) => limitsOf(reference, metric, basis.expected)))
}
