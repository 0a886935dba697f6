import { endedEarly, isStillImproving } from '../../core/report/ending.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { roundsOf } from '../../state/trees.ts'

/** How far a race has come: rows, rate and time left are those of the one run that will end last. */
export function progressOf(runs: readonly RunState[]) {
  const active = runs.filter((run) => run.isActive)
  const last = active.length > 0 ? latest(active, secondsLeftOf) : latest(runs, (run) => -run.rowsSeen)
  const secondsLeft = last && active.length > 0 ? secondsLeftOf(last) : Infinity
  return {
    rowsSeen: last?.rowsSeen ?? 0,
    // One that has not begun knows no total yet.
    rowsTotal: last?.rowsTotal || Math.max(0, ...runs.map((run) => run.rowsTotal)),
    rowsPerSecond: (last?.isActive && last.rowsPerSecond) || 0,
    secondsLeft: Number.isFinite(secondsLeft) ? secondsLeft : null,
    isTesting: active.length > 0 && active.every(isTesting),
    ending: endingOf(runs),
  }
}

/** `finished`, `stopped early at 12,800 rows` or `at 60 rounds`, `diverged`, … of a race that is over. */
export function endingOf(runs: readonly RunState[]): string {
  if (runs.some((run) => run.status === 'diverged')) return 'diverged'
  if (runs.some((run) => run.status === 'failed')) return 'failed'
  if (runs.some((run) => run.status === 'stopped')) return 'stopped'
  if (runs.length === 0 || !runs.every((run) => run.status === 'finished')) return ''
  const early = runs.filter(isStoppedEarly)
  const improving = runs.filter(isUnfinished)
  const still = improving.length === 0 ? '' : `, ${named(improving, runs)}still improving`
  if (early.length === 0) return `finished${still}`
  const stops = `stopped early at ${early.map(placeOf).join(' and ')}`
  return early.length === runs.length
    ? stops
    : `finished, ${early.map((run) => run.label).join(' and ')} ${stops}${still}`
}

/** Whose they are, where that is not all of them. */
function named(some: readonly RunState[], all: readonly RunState[]): string {
  return some.length === all.length ? '' : `${some.map((run) => run.label).join(' and ')} `
}

/** Whether a run is over that ended with its last row while validation was still getting better. */
export function isUnfinished({ status, report }: RunState): boolean {
  return status === 'finished' && report !== null && isStillImproving(report)
}

function placeOf(run: RunState): string {
  return run.learner.countedIn === 'rounds' ? `${roundsOf(run)} rounds` : `${run.rowsSeen.toLocaleString('en-US')} rows`
}

/** Whether a run is over that ended before its last row because validation no longer got better. */
export function isStoppedEarly({ status, report }: RunState): boolean {
  return status === 'finished' && report !== null && endedEarly(report)
}

/** `42 s`, `3 min 05 s`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  if (whole < 60) return `${whole} s`
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

/** `9,400 rows/s`, two digits where it is a matter of speed alone. */
export function formatRowRate(rowsPerSecond: number): string {
  return `${Number(rowsPerSecond.toPrecision(2)).toLocaleString('en-US')} rows/s`
}

function latest(runs: readonly RunState[], left: (run: RunState) => number): RunState | undefined {
  return runs.length ? runs.reduce((last, run) => (left(run) > left(last) ? run : last)) : undefined
}

/** Infinity where no rate is known yet. */
function secondsLeftOf(run: RunState): number {
  if (isTesting(run)) return 0
  return run.rowsPerSecond ? (run.rowsTotal - run.rowsSeen) / run.rowsPerSecond : Infinity
}

function isTesting({ phase }: RunState): boolean {
  return phase === 'testing'
}
