import type { RunEvidence } from '../scenario.ts'

/** Expected where the truth is known: far less noisy than the labels that fell. */
export function value(run: RunEvidence | undefined, metric: string): number | null {
  const measured = run?.report.test ?? run?.report.validation
  return measured?.expected[metric] ?? measured?.sampled[metric] ?? null
}

export const isOf = (model: string) => (run: RunEvidence) => run.model === model

/** A metric of the newest of one kind and of the other kind on the same rows, with the best possible there. */
export function compared(
  runs: readonly RunEvidence[],
  isLow: (run: RunEvidence) => boolean,
  isHigh: (run: RunEvidence) => boolean,
  metric = 'auc'
) {
  const highest = runs.findLast((high) => isHigh(high) && runs.some((low) => isLow(low) && isOnRowsOf(low, high)))
  const lowest = runs.findLast((low) => isLow(low) && highest && isOnRowsOf(low, highest))
  return {
    low: value(lowest, metric),
    high: value(highest, metric),
    ceiling: highest?.ceiling?.expected[metric] ?? null,
    lowRun: lowest,
    highRun: highest,
  }
}

export function isOnRowsOf(run: RunEvidence, other: RunEvidence): boolean {
  return isInWorldOf(run, other) && Object.entries(run.split).every(([id, setting]) => other.split[id] === setting)
}

export function isInWorldOf(run: RunEvidence, other: RunEvidence): boolean {
  return run.seed === other.seed && Object.entries(run.world).every(([id, setting]) => other.world[id] === setting)
}

/** One model in one world, however split. */
export function isAlike(run: RunEvidence, other: RunEvidence): boolean {
  return isInWorldOf(run, other) && run.model === other.model
}
