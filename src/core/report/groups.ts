import { endedEarly } from './ending.ts'
import { nameOf, type FoundRun } from './found-run.ts'

/** Runs that stand as one entry: the seeds of one entrant's repeat, or a run alone. */
export interface Group<Run extends FoundRun = FoundRun> {
  readonly key: string
  readonly name: string
  readonly runs: readonly Run[]
}

/** Runs by entry, in the order of their first run. */
export function groupsOf<Run extends FoundRun>(runs: readonly Run[]): Group<Run>[] {
  const groups = new Map<string, Run[]>()
  for (const run of runs) {
    const key = run.repeatGroup === null ? run.spec.id : `${run.repeatGroup} ${run.spec.lane}`
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return [...groups].map(([key, members]) => ({
    key,
    name: members.length > 1 ? `${members[0].label} ×${members.length}` : nameOf(members[0]),
    runs: members,
  }))
}

/**
 * The run shown where only one of a group can be: the middle one of those with a report, in the order of their seeds, so
 * that entrants of one repeat are shown on the same rows. Named by its place: `DCN-V2, seed 3 (2 of 5)`.
 */
export function middleOf<Run extends FoundRun>({ name, runs }: Group<Run>): { run: Run; name: string } | null {
  const ended = runs.filter((run) => run.report !== null)
  if (ended.length === 0) return null
  const run = ended[Math.floor((ended.length - 1) / 2)]
  const place = `${nameOf(run)} (${runs.indexOf(run) + 1} of ${runs.length})`
  return { run, name: runs.length > 1 ? place : name }
}

/** How a group stands, where it is over or in trouble: `finished`, `1 of 5 diverged`, … */
export function stateOf(runs: readonly Pick<FoundRun, 'status' | 'report'>[]): string {
  for (const trouble of ['diverged', 'failed'] as const) {
    const count = runs.filter((run) => run.status === trouble).length
    if (count > 0) return count === runs.length ? trouble : `${count} of ${runs.length} ${trouble}`
  }
  if (runs.every((run) => run.status === 'finished'))
    return runs.every(({ report }) => report !== null && endedEarly(report)) ? 'stopped early' : 'finished'
  for (const state of ['stopped', 'paused'] as const) if (runs.every((run) => run.status === state)) return state
  return ''
}

/** Groups of the same name, distinguished by a number, in the order given. */
export function numbered<Run extends FoundRun>(groups: readonly Group<Run>[]): Group<Run>[] {
  const seen = new Map<string, number>()
  return groups.map((group) => {
    if (groups.filter(({ name }) => name === group.name).length === 1) return group
    const number = (seen.get(group.name) ?? 0) + 1
    seen.set(group.name, number)
    return { ...group, name: `${group.name} #${number}` }
  })
}
