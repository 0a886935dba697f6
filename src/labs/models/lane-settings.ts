import { parseSettings } from '../../core/kernel/knobs.ts'
import { modelOf } from '../../core/models/index.ts'
import { isTrainable } from '../../core/runs/version.ts'
import type { Lane } from '../../scenarios/scenario.ts'
import { laneLabel } from '../../state/entrant.ts'
import type { RunState } from '../../state/run.svelte.ts'

/** Whether a run was trained with the settings that a lane has now; knobs that it does not know stood at their defaults. */
export function hasSettingsOf({ spec }: Pick<RunState, 'spec'>, lane: Lane): boolean {
  if (!isTrainable(spec) || spec.model !== lane.model) return false
  return fingerprint(lane.model, spec.settings) === fingerprint(lane.model, lane.settings)
}

/** Labels of the lanes among these runs that have been set otherwise since. */
export function changedLanes(lanes: readonly Lane[], runs: readonly RunState[]): string[] {
  return lanes
    .filter((lane) => {
      const own = runs.filter(({ spec }) => spec.lane === lane.id)
      return own.length > 0 && !own.some((run) => hasSettingsOf(run, lane))
    })
    .map(laneLabel)
}

function fingerprint(model: string, settings: Lane['settings']): string {
  return JSON.stringify(parseSettings(modelOf(model).knobs, settings).settings)
}
