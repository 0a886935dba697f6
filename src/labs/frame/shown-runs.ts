import type { DataSummary } from '../../core/lab.ts'
import type { LabDocument } from '../../scenarios/document.ts'
import { usesRows } from '../../core/training/recipe-key.ts'
import { recipeOf } from '../../scenarios/recipe.ts'
import { scenarioOf } from '../../scenarios/stories/index.ts'
import { isOfLab } from '../../state/newest-race.ts'
import type { RaceState } from '../../state/race.svelte.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { hasSettingsOf } from '../models/lane-settings.ts'

interface Shown {
  readonly archive: { readonly runs: readonly RunState[] }
  readonly race: Pick<RaceState, 'current' | 'status'>
}

/**
 * What the pictures of a lab show: the latest race in its world (every seed of a repeat), pinned older runs as ghosts,
 * and until there is a run of the reader's own the recording, if that is what Train would do.
 */
export function shownRuns({ archive, race }: Shown, recorded: readonly RunState[], lab: LabDocument) {
  const [all, current] = [archive.runs, race.current].map((runs) => runs.filter((run) => isOfScenario(run, lab)))
  const isRecorded = all.length === 0 && race.status === 'idle' && isRaceOf(recorded, lab)
  if (isRecorded) return { runs: recorded, ghosts: [], isRecorded }
  const group = current[0]?.repeatGroup ?? null
  const runs = group === null ? current : all.filter((run) => run.repeatGroup === group)
  return { runs, ghosts: all.filter((run) => run.pinned && !runs.includes(run)), isRecorded }
}

/** Whether a run is in the world of a lab, and on its file, with whatever settings. */
export const isOfScenario = isOfLab

/** The rows described last, where they are of a lab's world: until others have been drawn they may be of the one before. */
export function dataHere(data: DataSummary | null, { scenario }: LabDocument): DataSummary | null {
  return (data?.dataset ?? scenarioOf(scenario).dataset) === scenarioOf(scenario).dataset ? data : null
}

/** Whether runs are what Train would do: of the same rows and the same entrants. */
function isRaceOf(runs: readonly RunState[], lab: LabDocument): boolean {
  const recipe = recipeOf(lab)
  return (
    runs.length === lab.lanes.length &&
    runs.every(
      (run, i) => run.spec.lane === lab.lanes[i].id && usesRows(run, recipe) && hasSettingsOf(run, lab.lanes[i])
    )
  )
}
