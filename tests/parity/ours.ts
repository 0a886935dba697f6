import { engineOf } from '../../src/core/engines/index.ts'
import { defaultsOf, type Settings } from '../../src/core/kernel/knobs.ts'
import type { Draw } from '../../src/core/kernel/table.ts'
import { gpuKeeper } from '../../src/core/scoring/gpus.ts'
import { runKeeper } from '../../src/core/lab/runs.ts'
import type { Prepared, TableKeeper } from '../../src/core/lab/tables.ts'
import { modelOf } from '../../src/core/models/index.ts'
import { commandQueue } from '../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../src/core/training/run.ts'
import { nodeHost } from '../../src/headless/host.ts'
import { defaultDocument } from '../../src/scenarios/document.ts'
import { recipeOf } from '../../src/scenarios/recipe.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const

/** A table of `rows` rows, dealt 70/10/20 as the lab deals them, tested on `fresh` rows behind `from` instead. */
export interface KnownTable {
  readonly draw: Draw
  readonly rows: number
  readonly from: number
  readonly fresh: number
}

/** The lab's own training, on a table that no recipe draws. */
export function labOn({ draw, rows, from, fresh }: KnownTable, seed = 1) {
  const upTo = (start: number, end: number) => Uint32Array.from({ length: end - start }, (_, i) => start + i)
  const [trained, past] = [Math.round(0.7 * rows), Math.round(0.8 * rows)]
  const split = {
    train: upTo(0, trained),
    validation: upTo(trained, past),
    test: upTo(from, from + fresh),
    now: Infinity,
  }
  const prepared = { draw, known: draw, split, imported: null, drawMs: 0 } as unknown as Prepared
  const tables = { prepare: () => Promise.resolve(prepared) } as unknown as TableKeeper
  const recipe = { ...recipeOf(defaultDocument('own-data')), seed }
  return {
    runs: runKeeper(nodeHost, tables, (id) => engineOf(id).start(nodeHost), gpuKeeper(nodeHost)),
    specOf(model: string, changed: Settings = {}): RunSpec {
      const settings = { ...defaultsOf(modelOf(model).knobs), ...changed }
      return { id: model, lane: model, model, settings, recipe, engine: 'fused' }
    },
  }
}

/** Trains a model with its defaults, as the lab does; `test.expected` of the report is measured on the fresh rows. */
export async function trainedOn(
  known: KnownTable,
  model: string,
  changed: Settings = {},
  seed = 1
): Promise<RunReport> {
  const { runs, specOf } = labOn(known, seed)
  const training = runs.train(specOf(model, changed), { metrics, commands: commandQueue() })
  let next = await training.next()
  while (!next.done) next = await training.next()
  return next.value
}
