import { beforeEach, describe, expect, it, vi } from 'vitest'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { openParts } from '../../../src/state/parts.ts'
import { newRepeat } from '../../../src/state/repeat.ts'
import { EARLIER_WORLD, type RunState } from '../../../src/state/run.svelte.ts'
import { finishedRun } from '../labs/finished-run.ts'
import { treesRun } from '../labs/trees-run.ts'

const document = defaultDocument('ad-ctr')
const recipe = recipeOf(document)
const earlier = { ...recipe, version: recipe.version - 1 }

beforeEach(() => void vi.stubGlobal('matchMedia', () => ({ matches: false })))

/** A race with one run of an earlier version of its world, and whether anything was trained. */
function race(run: RunState) {
  const { race, archive, pool } = openParts()
  const trained = vi.spyOn(pool, 'trainAll').mockResolvedValue()
  archive.add([run])
  race.current = [run]
  return { race, archive, trained }
}

function old(status: RunState['status'], repeatGroup: string | null = null): RunState {
  const run = finishedRun(0, { recipe: earlier }, repeatGroup)
  run.report = { ...run.report!, checkpoint: treesRun().report!.checkpoint }
  run.status = status
  return run
}

describe('a run of an earlier version of its world', () => {
  const repeatGroup = newRepeat(recipe.seed, 3)
  it.each([
    ['goes on from no last good point', 'diverged', (run, to) => to.retryFrom(run.spec.id, 'last good point')],
    ['is not begun again as it was', 'diverged', (run, to) => to.retryFrom(run.spec.id, 'lower rate')],
    ['is trained no longer', 'finished', (run, to) => to.trainLonger([run])],
    ['has no further seeds beside it', 'finished', (_, to) => to.goOnRepeat(document, repeatGroup)],
  ] as const satisfies readonly [
    string,
    RunState['status'],
    (run: RunState, to: ReturnType<typeof race>['race']) => Promise<void>,
  ][])('%s: the page says why, and nothing is lost', async (_, status, goOn) => {
    const run = old(status, repeatGroup.id)
    const { race: to, archive, trained } = race(run)
    await goOn(run, to)
    expect(to.problem).toBe(EARLIER_WORLD)
    expect([trained.mock.calls, archive.runs, to.current]).toEqual([[], [run], [run]])
  })
})
