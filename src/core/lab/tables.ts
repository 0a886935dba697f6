import type { World } from '../../../datasets/dataset.ts'
import { Random } from '../kernel/random.ts'
import { allocateDraw, bytesPerRow, type Draw, type RowRange } from '../kernel/table.ts'
import { splitOf, type Split } from '../training/split.ts'
import type { Recipe } from '../training/run.ts'
import type { LabHost } from './contract.ts'
import { drawRows } from './drawing.ts'
import { worldKeeper } from './worlds.ts'

/** A recipe carried out. */
export interface Prepared {
  readonly world: World
  readonly draw: Draw
  readonly split: Split
  readonly drawMs: number
}

export type TableKeeper = ReturnType<typeof tableKeeper>

/** Draws tables and keeps the last one; a table that another worker drew may be handed in. */
export function tableKeeper(host: LabHost) {
  let kept: { key: string; prepared: Promise<Prepared> } | null = null
  const worldOf = worldKeeper()

  async function carryOut(recipe: Recipe, shared: Draw | undefined): Promise<Prepared> {
    const started = host.now()
    const range = recipe.range ?? { from: 0, to: Number(recipe.settings.rows) }
    try {
      host.busy('working out the world', 20_000)
      const draw = shared ?? (await drawRange(recipe, range))
      const world = worldOf(recipe)
      const split = splitOf(draw.table, recipe.split, Random.of(recipe.seed), recipe.range !== null)
      return { world, draw, split, drawMs: host.now() - started }
    } catch (cause) {
      // What an allocation that fails throws, wherever it stands: the world and the split have arrays of their own.
      if (!(cause instanceof RangeError)) throw cause
      throw new Error(`not enough memory for ${range.to - range.from} rows; choose fewer rows`, { cause })
    }
  }

  async function drawRange(recipe: Recipe, range: RowRange): Promise<Draw> {
    const rows = range.to - range.from
    // Called before the world is worked out, so that they work out theirs meanwhile.
    const helpers = host.crew?.call(recipe, rows) ?? []
    const world = worldOf(recipe)
    const draw = allocate(world, rows, host.shares)
    await drawRows(world, range, draw, { host, helpers })
    return draw
  }

  return {
    worldOf,
    /** Any rows of a recipe's endless table. @throws one line where they do not fit in memory */
    draw: drawRange,
    prepare(recipe: Recipe, shared?: Draw): Promise<Prepared> {
      const key = JSON.stringify(recipe)
      if (kept?.key !== key) {
        const prepared = carryOut(recipe, shared)
        kept = { key, prepared }
        prepared.catch(() => kept?.key === key && (kept = null))
      }
      return kept.prepared
    },
  }
}

function allocate(world: World, rows: number, shared: boolean): Draw {
  try {
    return allocateDraw(world.schema, world.layout, rows, shared)
  } catch (cause) {
    const megabytes = Math.ceil((rows * bytesPerRow(world.schema, world.layout)) / 1e6)
    throw new Error(`not enough memory for ${rows} rows: they need ${megabytes} MB; choose fewer rows`, { cause })
  }
}
