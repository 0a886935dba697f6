import { formatRate } from '../kernel/numbers.ts'
import type { Basis } from '../metrics/basis.ts'
import { differencesOf, type SetRun } from './differences.ts'
import { isUnderWay, nameOf } from './found-run.ts'
import { gapShareOf } from './gap-share.ts'
import { groupsOf, numbered, stateOf, type Group } from './groups.ts'
import { whyNotOn } from './lacking.ts'
import { rowsApart } from './rows.ts'
import { isBetter, meanOf, valueOn, whyMissing } from './values.ts'
import type { Phase } from '../training/run.ts'

/** A run as a list of them has it. */
export interface ListedRun extends SetRun {
  /** Which lane of the race, from 0. */
  readonly laneIndex: number
  readonly pinned: boolean
  readonly phase: Phase | null
  readonly rowsSeen: number
  readonly rowsTotal: number
}

export interface Cell {
  readonly key: string
  /** Of a repeat, the mean of its seeds. */
  readonly value: number | null
  /** Half of what the seeds of a repeat are apart; null of a run alone. */
  readonly spread: number | null
  /** Said in place of a value that is not there. */
  readonly missing: string
  /** The column that the rows lack for it, in words; empty where it is not for that. */
  readonly why: string
  /** Against the reference run; null where there is none, or it is this run. */
  readonly delta: number | null
  /** Whether the difference is smaller than what seeds alone make. */
  readonly isNoise: boolean
  readonly isBetter: boolean
  /** Whether the reference was measured in another world, so that neither is the better one. */
  readonly isApart: boolean
}

/** A run, or all seeds of one entrant's repeat. */
export interface RunRow<Run extends ListedRun = ListedRun> extends Group<Run> {
  readonly isReference: boolean
  readonly isPinned: boolean
  readonly isActive: boolean
  readonly cells: readonly Cell[]
  /** Share of the way from guessing to what these columns can reach, on the first metric. */
  readonly closed: number | null
  readonly status: string
  readonly progress: number
  readonly differences: readonly string[]
  /** Each seed of a repeat by itself; none of a run alone. */
  readonly seeds: readonly RunRow<Run>[]
}

export interface RunRowsOptions {
  readonly metrics: readonly string[]
  readonly basis: Basis
}

/** One row a run or repeat, in the order given; the reference is the first one pinned. */
export function runRows<Run extends ListedRun>(runs: readonly Run[], options: RunRowsOptions): RunRow<Run>[] {
  const groups = numbered(groupsOf(runs))
  const reference = groups.find((group) => group.runs.some((run) => run.pinned)) ?? null
  const rowOf = (group: Group<Run>, seeds: readonly Group<Run>[]): RunRow<Run> => {
    const [first] = group.runs
    const of = (on: Group<Run>, key: string) => on.runs.map((run) => valueOn(run, key, options.basis))
    const other = reference && reference.key !== group.key && !reference.runs.includes(first) ? reference : null
    return {
      ...group,
      isReference: reference?.key === group.key,
      isPinned: group.runs.some((run) => run.pinned),
      isActive: group.runs.some(isUnderWay),
      cells: options.metrics.map((key): Cell => {
        const values = of(group, key)
        const value = meanOf(values)
        const base = other && meanOf(of(other, key))
        const delta = value === null || base === null ? null : value - base
        const band = Math.max(bandOf(values), other ? bandOf(of(other, key)) : 0)
        return {
          key,
          value,
          spread: group.runs.length > 1 ? bandOf(values) / 2 : null,
          missing: value === null ? whyMissing(first, key, options.basis.part) : '',
          why: value === null ? whyNotOn(first.data, key) : '',
          delta,
          isNoise: delta !== null && Math.abs(delta) <= band,
          isApart: other !== null && ['other settings', 'another file'].includes(rowsApart(first, other.runs)),
          isBetter: value !== null && base !== null && isBetter(key, value, base),
        }
      }),
      closed: meanOf(group.runs.map((run) => gapShareOf(run, runs, options.metrics[0], options.basis).closed)),
      status: stateOf(group.runs) || statusOf(group.runs.find(isUnderWay) ?? first),
      progress: meanOf(group.runs.map((run) => run.rowsTotal && Math.min(1, run.rowsSeen / run.rowsTotal))) ?? 0,
      differences: differencesOf(first, other?.runs[0] ?? null),
      seeds: seeds.map((seed) => rowOf(seed, [])),
    }
  }
  return groups.map((group) => rowOf(group, group.runs.length > 1 ? group.runs.map(alone) : []))
}

function alone<Run extends ListedRun>(run: Run): Group<Run> {
  return { key: run.spec.id, name: nameOf(run), runs: [run] }
}

/** What seeds alone make of a metric, most minus least; 0 where there is but one. */
function bandOf(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null)
  return known.length > 1 ? Math.max(...known) - Math.min(...known) : 0
}

/** Runs in the order of a metric (best first), or of their start (newest first). */
export function sortRows<Run extends ListedRun>(
  rows: readonly RunRow<Run>[],
  by: string | null,
  isReversed: boolean
): RunRow<Run>[] {
  const sign = isReversed ? -1 : 1
  if (by === null)
    return [...rows].sort(
      (a, b) => sign * (b.runs[0].startedAt - a.runs[0].startedAt || b.runs[0].laneIndex - a.runs[0].laneIndex)
    )
  const valueIn = (row: RunRow<Run>) => row.cells.find((cell) => cell.key === by)?.value ?? null
  return [...rows].sort((a, b) => {
    const left = valueIn(a)
    const right = valueIn(b)
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    if (left === right) return 0
    return isBetter(by, left, right) ? -sign : sign
  })
}

function statusOf(run: ListedRun): string {
  if (run.status === 'waiting') return run.phase ?? 'waiting'
  if (run.status === 'running') {
    const share = run.rowsTotal > 0 ? run.rowsSeen / run.rowsTotal : 0
    return run.phase && run.phase !== 'training' ? run.phase : `training, ${formatRate(Math.floor(share * 100) / 100)}`
  }
  return run.status
}
