import { datasetOf } from '../../../datasets/index.ts'
import type { World } from '../../../datasets/dataset.ts'
import { bendWorld } from '../drift/kinds/index.ts'
import type { Drift } from '../drift/kinds/kind.ts'
import type { Recipe } from '../training/run.ts'

/** Makes worlds and keeps the last one, straight and bent: some keep their place, and go on from it cheaply. `worldOfFile` gives those that files became. */
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

  /** The world of a recipe, with the drifts it had suffered or these. Rejects where its settings contradict. */
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
