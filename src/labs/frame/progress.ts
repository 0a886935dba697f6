import { endedEarly, isStillImproving } from '../../core/report/ending.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { keptRounds, roundsOf } from '../../state/trees.ts'

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

/** `finished`, `stopped early`, `diverged`, … of a race that is over; `courseOf` says more of each model. */
export function endingOf(runs: readonly RunState[]): string {
  if (runs.some((run) => run.status === 'diverged')) return 'diverged'
  if (runs.some((run) => run.status === 'failed')) return 'failed'
  if (runs.some((run) => run.status === 'stopped')) return 'stopped'
  if (runs.length === 0 || !runs.every((run) => run.status === 'finished')) return ''
  const early = runs.filter(isStoppedEarly)
  if (early.length === runs.length) return 'stopped early'
  const improving = runs.filter(isUnfinished)
  return [
    'finished',
    ...(early.length ? [`${named(early, runs)}stopped early`] : []),
    ...(improving.length ? [`${named(improving, runs)}still improving`] : []),
  ].join(', ')
}

/** Where a model stopped and why, and which of its states is used: a line each. */
export function courseOf(run: RunState): readonly string[] {
  const { report, status, problem } = run
  if (run.isActive) {
    const rate = run.rowsPerSecond ? `, ${formatRowRate(run.rowsPerSecond)}` : ''
    return [`${status === 'paused' ? 'paused' : 'training'}: ${placeOf(run)}${rate}`]
  }
  if (!report) return [problem ?? status]
  const ended = isStoppedEarly(run)
    ? `stopped early at ${placeOf(run)}: ${report.ending.text}`
    : status === 'finished'
      ? `trained to the end: ${placeOf(run)}${isUnfinished(run) ? '; validation was still improving' : ''}`
      : report.ending.text
  const isBestLast = report.bestRowsSeen >= report.rowsSeen
  return [ended, isBestLast ? 'used: the last state' : `used: the best state on validation, at ${bestPlaceOf(run)}`]
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
  const { rowsSeen, rowsTotal, report } = run
  if (run.learner.countedIn === 'rounds' && report) return `${roundsOf(run)} rounds`
  const of = rowsTotal > rowsSeen ? ` of ${rowsTotal.toLocaleString('en-US')}` : ''
  return `${rowsSeen.toLocaleString('en-US')}${of} rows seen`
}

function bestPlaceOf(run: RunState): string {
  if (run.learner.countedIn === 'rounds') return `${keptRounds(run)} rounds`
  return `${(run.report?.bestRowsSeen ?? 0).toLocaleString('en-US')} rows seen`
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
