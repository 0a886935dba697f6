import { datasetOf } from '../../../datasets/index.ts'
import type { World } from '../../../datasets/dataset.ts'
import { labelledAt } from '../kernel/maturity.ts'
import { Random } from '../kernel/random.ts'
import { allocateDraw, bytesPerRow, type Draw, type RowRange } from '../kernel/table.ts'
import { areAsKnown } from '../training/label-delay.ts'
import { splitOf, type Split } from '../training/split.ts'
import type { Recipe } from '../training/run.ts'
import { withBeside } from './beside.ts'
import type { LabHost } from './contract.ts'
import { drawRows } from './drawing.ts'
import { refuseEmpty } from './empty-parts.ts'
import { fileKeeper, type OpenFile } from './files.ts'
import { worldKeeper } from './worlds.ts'

/** A recipe carried out. */
export interface Prepared {
  readonly world: World
  /** With the labels as they turned out. */
  readonly draw: Draw
  /** With the labels that training and validation may use: those of `draw`, or as they were known when the model is trained. */
  readonly known: Draw
  readonly split: Split
  /** What became of a file's rows; null where they come from a world. */
  readonly imported: OpenFile | null
  readonly drawMs: number
}

export type TableKeeper = ReturnType<typeof tableKeeper>

/** Draws tables and keeps the last one; a table that another worker drew may be handed in. */
export function tableKeeper(host: LabHost) {
  let kept: { key: string; prepared: Promise<Prepared> } | null = null
  const files = fileKeeper(host)
  let opened: OpenFile | null = null
  const worldOf = worldKeeper((rows) => {
    if (!opened) throw new Error('the file is not open: open it once more')
    return opened.worldOf(rows)
  })

  /** Has the file of a recipe read, where its rows are not shared; whatever asks for its world comes after. */
  async function ready({ file }: Recipe, shared?: Draw): Promise<OpenFile | null> {
    return (opened = file ? await files.open(file, shared) : null)
  }

  async function carryOut(recipe: Recipe, shared: Draw | undefined): Promise<Prepared> {
    const started = host.now()
    try {
      host.busy('preparing the world', 20_000)
      const imported = await ready(recipe, shared)
      const draw = shared ?? (await drawRange(recipe, recipe.range))
      const world = await worldOf(recipe)
      host.busy('splitting the rows', 20_000)
      const split = splitOf(draw.table, recipe.split, Random.of(recipe.seed), recipe.purpose === 'retraining')
      refuseEmpty(split, draw.table, recipe)
      const known = knownDraw(draw, recipe, split)
      return { world, draw, known, split, imported, drawMs: host.now() - started }
    } catch (cause) {
      // What an allocation that fails throws, wherever it stands: the world and the split have arrays of their own.
      if (!(cause instanceof RangeError)) throw cause
      const { range, settings } = recipe
      const rows = range ? range.to - range.from : Number(settings.rows)
      throw new Error(`not enough memory for ${rows} rows; choose fewer rows`, { cause })
    }
  }

  /** Rows of the endless table; null is those that the world says a lab draws. */
  async function drawRange(recipe: Recipe, asked: RowRange | null): Promise<Draw> {
    await ready(recipe)
    const { sequential } = datasetOf(recipe.dataset)
    const about = asked ? asked.to - asked.from : Number(recipe.settings.rows)
    // Called before the world is worked out, so that they work out theirs meanwhile.
    const helpers = (!sequential && !recipe.file && host.drawPool?.call(recipe, about)) || []
    const world = await worldOf(recipe)
    const range = asked ?? { from: 0, to: world.rows }
    // A file is its rows already: no copy is made of the whole of it.
    if (recipe.file && opened && range.to - range.from === opened.draw.table.rows) return opened.draw
    const draw = allocate(world, range.to - range.from, host.shares)
    await drawRows(world, range, draw, { host, helpers })
    return withBeside(world, range, draw, host)
  }

  return {
    worldOf,
    ready,
    inspect: files.inspect,
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

function knownDraw(draw: Draw, { split }: Recipe, { now }: Split): Draw {
  return now < Infinity && areAsKnown(draw.table, split) ? { ...draw, table: labelledAt(draw.table, now) } : draw
}

function allocate(world: World, rows: number, shared: boolean): Draw {
  try {
    return allocateDraw(world.schema, world.layout, rows, shared)
  } catch (cause) {
    const megabytes = Math.ceil((rows * bytesPerRow(world.schema, world.layout)) / 1e6)
    throw new Error(`not enough memory for ${rows} rows: they need ${megabytes} MB; choose fewer rows`, { cause })
  }
}
