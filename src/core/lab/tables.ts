import { datasetOf } from '../../../datasets/index.ts'
import type { World } from '../../../datasets/dataset.ts'
import { bendWorld } from '../drift/kinds/index.ts'
import { Random } from '../kernel/random.ts'
import { allocateDraw, bytesPerRow, type Draw, type RowRange } from '../kernel/table.ts'
import type { Drift } from '../drift/kinds/kind.ts'
import { splitOf, type Split } from '../training/split.ts'
import type { Recipe } from '../training/run.ts'
import type { LabHost } from './contract.ts'

/** Rows drawn between two breaths, so that a large table never silences its worker. */
const CHUNK_ROWS = 100_000

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
  const worlds = new Map<string, World>()

  /** The world of a recipe, with the drifts it had suffered and these. @throws where its settings contradict */
  function worldOf({ dataset, settings, seed, drifts }: Recipe, more: readonly Drift[] = drifts): World {
    const key = JSON.stringify([dataset, settings, seed])
    let world = worlds.get(key)
    if (!world) {
      worlds.clear()
      const kind = datasetOf(dataset)
      world = kind.create(settings as Parameters<typeof kind.create>[0], seed)
      worlds.set(key, world)
    }
    return more.length ? bendWorld(world, more) : world
  }

  async function carryOut(recipe: Recipe, shared: Draw | undefined): Promise<Prepared> {
    const started = host.now()
    const range = recipe.range ?? { from: 0, to: Number(recipe.settings.rows) }
    try {
      host.busy('working out the world', 20_000)
      const world = worldOf(recipe)
      const draw = shared ?? (await drawChunked(world, range))
      const split = splitOf(draw.table, recipe.split, Random.of(recipe.seed), recipe.range !== null)
      return { world, draw, split, drawMs: host.now() - started }
    } catch (cause) {
      // What an allocation that fails throws, wherever it stands: the world and the split have arrays of their own.
      if (!(cause instanceof RangeError)) throw cause
      throw new Error(`not enough memory for ${range.to - range.from} rows; choose fewer rows`, { cause })
    }
  }

  async function drawChunked(world: World, { from, to }: RowRange): Promise<Draw> {
    const draw = allocate(world, to - from, host.shares)
    for (let at = from; at < to; at += CHUNK_ROWS) {
      host.busy('drawing rows', 20_000)
      world.draw({ from: at, to: Math.min(to, at + CHUNK_ROWS) }, { draw, at: at - from })
      await host.breathe()
    }
    return draw
  }

  return {
    worldOf,
    /** Any rows of a recipe's endless table. @throws one line where they do not fit in memory */
    draw: (recipe: Recipe, range: RowRange): Promise<Draw> => drawChunked(worldOf(recipe), range),
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
