import { datasetOf } from '../../../datasets/index.ts'
import type { World } from '../../../datasets/dataset.ts'
import { bendWorld } from '../drift/kinds/index.ts'
import type { Drift } from '../drift/kinds/kind.ts'
import type { Recipe } from '../training/run.ts'

export type WorldOf = ReturnType<typeof worldKeeper>

/** Makes worlds and keeps the last one. */
export function worldKeeper() {
  let kept: { key: string; world: World } | null = null

  /** The world of a recipe, with the drifts it had suffered or these. @throws where its settings contradict */
  return ({ dataset, settings, seed, drifts }: Recipe, suffered: readonly Drift[] = drifts): World => {
    const key = JSON.stringify([dataset, settings, seed])
    if (kept?.key !== key) {
      const kind = datasetOf(dataset)
      kept = { key, world: kind.create(settings as Parameters<typeof kind.create>[0], seed) }
    }
    return suffered.length ? bendWorld(kept.world, suffered) : kept.world
  }
}
