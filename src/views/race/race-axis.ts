import { formatCompact, formatCount, formatRate } from '../../core/kernel/numbers.ts'
import type { RunState } from '../../state/run.svelte.ts'

/** What the race's horizontal axis counts. */
export interface RaceAxis {
  readonly title: string
  /** Heading of its column in the table. */
  readonly column: string
  /** Where a run stands that has seen so many rows. */
  place(run: RunState, rowsSeen: number): number
  tick(place: number): string
  /** A place as a number in the table. */
  cell(place: number): string
  /** A place in words: `42,000 rows`. */
  said(place: number): string
}

const rowsSeen: RaceAxis = {
  title: 'rows seen',
  column: 'Rows seen',
  place: (_, rows) => rows,
  tick: formatCompact,
  cell: formatCount,
  said: (place) => `${formatCount(place)} rows`,
}

const shareOfTraining: RaceAxis = {
  title: 'share of each model’s own training',
  column: 'Share of training',
  place: (run, rows) => rows / (run.rowsTotal || run.report?.rowsSeen || Math.max(1, rows)),
  tick: formatRate,
  cell: formatRate,
  said: (place) => `${formatRate(place)} of training`,
}

/** Rows seen, but where the training of a run is counted in rounds: a round looks at every row, a batch at a few. */
export function raceAxis(runs: readonly RunState[]): RaceAxis {
  return runs.some((run) => run.learner.countedIn === 'rounds' && !run.isImported) ? shareOfTraining : rowsSeen
}

/** Whether it ends at 1 whatever has been trained. */
export function isShare(axis: RaceAxis): boolean {
  return axis === shareOfTraining
}
