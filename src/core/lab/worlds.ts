import { datasetOf } from '../../../datasets/index.ts'
import type { World } from '../../../datasets/dataset.ts'
import { bendWorld } from '../drift/kinds/index.ts'
import type { Drift } from '../drift/kinds/kind.ts'
import type { Recipe } from '../training/run.ts'

/** Creates worlds and caches the last one, without and with drifts: a sequential world continues from its last row at little cost. `worldOfFile` gives the world of a file. */
export function worldKeeper(worldOfFile?: (rows: number) => World) {
  let kept: { key: string; world: Promise<World> } | null = null
  let bent: { key: string; world: World } | null = null

  function straight({ dataset, settings, seed }: Recipe, key: string): Promise<World> {
    if (kept?.key !== key) {
      const kind = datasetOf(dataset)
      const world = kind.create(settings as Parameters<typeof kind.create>[0], seed)
      kept = { key, world }
      world.catch(() => kept?.key === key && (kept = null))
    }
    return kept.world
  }

  /** The world of a recipe, with its own drifts or the given ones. Rejects where its settings contradict each other. */
  return async (recipe: Recipe, suffered: readonly Drift[] = recipe.drifts): Promise<World> => {
    const { dataset, settings, seed, file } = recipe
    if (file && worldOfFile) return worldOfFile(Number(settings.rows))
    const key = JSON.stringify([dataset, settings, seed])
    const world = await straight(recipe, key)
    if (suffered.length === 0) return world
    const drifted = JSON.stringify([key, suffered])
    if (bent?.key !== drifted) bent = { key: drifted, world: bendWorld(world, suffered) }
    return bent.world
  }
}
