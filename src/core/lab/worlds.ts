import { datasetOf } from '../../../datasets/index.ts'
import type { World } from '../../../datasets/dataset.ts'
import { bendWorld } from '../drift/kinds/index.ts'
import type { Drift } from '../drift/kinds/kind.ts'
import type { Recipe } from '../training/run.ts'

export type WorldOf = ReturnType<typeof worldKeeper>

/** Makes worlds and keeps the last one, straight and bent: some keep their place, and go on from it cheaply. `worldOfFile` gives those that files became. */
export function worldKeeper(worldOfFile?: (rows: number) => World) {
  let kept: { key: string; world: World } | null = null
  let bent: { key: string; world: World } | null = null

  /** The world of a recipe, with the drifts it had suffered or these. @throws where its settings contradict */
  return ({ dataset, settings, seed, drifts, file }: Recipe, suffered: readonly Drift[] = drifts): World => {
    if (file && worldOfFile) return worldOfFile(Number(settings.rows))
    const key = JSON.stringify([dataset, settings, seed])
    if (kept?.key !== key) {
      const kind = datasetOf(dataset)
      kept = { key, world: kind.create(settings as Parameters<typeof kind.create>[0], seed) }
    }
    if (suffered.length === 0) return kept.world
    const drifted = JSON.stringify([key, suffered])
    if (bent?.key !== drifted) bent = { key: drifted, world: bendWorld(kept.world, suffered) }
    return bent.world
  }
}
