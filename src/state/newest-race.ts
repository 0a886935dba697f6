import { usesRows } from '../core/training/recipe-key.ts'
import { recipeOf } from '../scenarios/recipe.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import type { LabDocument } from '../scenarios/document.ts'
import type { Recipe } from '../core/training/run.ts'
import { fileKey } from './file-key.ts'
import type { RunState } from './run.svelte.ts'

/** The newest run of each lane on rows of a recipe. */
export function newestOn(runs: readonly RunState[], recipe: Recipe): RunState[] {
  const own = runs.filter((run) => run.report?.test && usesRows(run, recipe))
  return [...new Map(own.map((run) => [placeOf(run), run])).values()].sort((a, b) => a.laneIndex - b.laneIndex)
}

/** The newest run of a place stands there: of a lane, or of an imported file. */
function placeOf({ origin, spec }: RunState): string {
  return origin.kind === 'imported' ? `file ${origin.file}` : `lane ${spec.lane}`
}

/** What a lab that is opened again shows: the runs on its rows, or else those of the newest race in its world, on its file. */
export function newestRace(runs: readonly RunState[], document: LabDocument): RunState[] {
  const here = newestOn(runs, recipeOf(document))
  if (here.length) return here
  const newest = runs.findLast((run) => run.report?.test && isOfLab(run, document))
  return newest ? newestOn(runs, newest.spec.recipe) : []
}

/** Whether a run is in the world of a lab and, where it has one, on its file, with whatever settings. */
export function isOfLab({ spec: { recipe } }: Pick<RunState, 'spec'>, { scenario, file }: LabDocument): boolean {
  if (recipe.dataset !== scenarioOf(scenario).dataset) return false
  return !file || !recipe.file || fileKey(recipe.file) === fileKey(file)
}
