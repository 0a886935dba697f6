import { isUnderWay, type FoundRun } from './found-run.ts'

/** Why none of the shown runs can be looked at on test, in a sentence; empty where one can, or nothing is shown yet. */
export function whyNoTest(runs: readonly FoundRun[]): string {
  const ended = runs.filter((run) => run.report && !isUnderWay(run))
  if (ended.length === 0 || ended.some(({ report }) => report?.test)) return ''
  return ended.every(({ data }) => data.rows.test === 0)
    ? 'No test: the split keeps no rows for it.'
    : 'No test: it is read when a training ends by itself, and these were stopped before.'
}
