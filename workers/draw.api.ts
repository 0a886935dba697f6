import type { DrawTarget } from '../datasets/dataset.ts'
import type { Draw, RowRange } from '../src/core/kernel/table.ts'
import type { Recipe } from '../src/core/training/run.ts'
import type { FaceOf } from '../src/bridge/face.ts'

/** What a helper does for the worker that makes a table. */
export interface DrawDoors {
  readonly rows: {
    /** Works out the world of a recipe, ahead of its rows. */
    prepareWorld(recipe: Recipe): Promise<void>
    /** Draws rows into shared memory; into memory of its own, and hands that over, where there is no target. */
    draw(recipe: Recipe, range: RowRange, into: DrawTarget | null): Promise<Draw | null>
  }
}

export type DrawApi = FaceOf<DrawDoors>
