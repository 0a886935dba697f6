import type { RaceState } from '../state/race.svelte.ts'
import type { RunState } from '../state/run.svelte.ts'

/**
 * What the pictures show: the latest race (every seed of a repeat), pinned older runs as ghosts, and the recording
 * until there is a run of the reader's own.
 */
export function shownRuns(race: Pick<RaceState, 'runs' | 'current' | 'status'>, recorded: readonly RunState[]) {
  const isRecorded = race.runs.length === 0 && race.status === 'idle' && recorded.length > 0
  if (isRecorded) return { runs: recorded, ghosts: [], isRecorded }
  const repeat = race.current[0]?.repeat ?? null
  const runs = repeat === null ? race.current : race.runs.filter((run) => run.repeat === repeat)
  return { runs, ghosts: race.runs.filter((run) => run.pinned && !runs.includes(run)), isRecorded }
}
