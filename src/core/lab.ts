import { fileFormatOf } from '../../datasets/exports/index.ts'
import { engineOf } from './engines/index.ts'
import { measureEngine } from './engines/picker.ts'
import type { Draw } from './kernel/table.ts'
import type { Lab, LabHost, MetricChoice, Reference } from './lab/contract.ts'
import { describe } from './lab/describe.ts'
import { engineKeeper } from './lab/engines.ts'
import { gatherRows, referenceOfRows, wholeRequests } from './lab/measured-rows.ts'
import { LIVE_ROWS, runKeeper, servedRun } from './lab/runs.ts'
import { tableKeeper, type Prepared } from './lab/tables.ts'
import { watcher } from './lab/watch.ts'

export type * from './lab/contract.ts'

/** The one door to the simulator: everything a page or a command line asks of it, on whatever platform hosts it. */
export function createLab(host: LabHost): Lab {
  const tables = tableKeeper(host)
  const runs = runKeeper(host, tables, engineKeeper(host))
  const watch = watcher(host, tables)

  async function write(draw: Draw, rows: Uint32Array, format: string): Promise<Uint8Array<ArrayBuffer>> {
    host.busy('writing a file', 60_000)
    return fileFormatOf(format).write(draw, rows)
  }

  return {
    async prepare(recipe, choice) {
      const prepared = await tables.prepare(recipe)
      const { world, draw, split, drawMs } = prepared
      host.busy('describing the rows', 20_000)
      const live = wholeRequests(split.validation, draw.table.request, LIVE_ROWS)
      const described = describe(draw, world.layout, split)
      const validation = reference(prepared, live, choice, described.baseRate.train)
      return {
        ...described,
        expectedBaseRate: world.baseRate,
        drawMs,
        validation,
        wholeValidation:
          live.length === split.validation.length
            ? validation
            : reference(prepared, split.validation, choice, described.baseRate.train),
        test: split.test.length ? reference(prepared, split.test, choice, described.baseRate.train) : null,
      }
    },
    async share(recipe) {
      return host.shares ? (await tables.prepare(recipe)).draw : null
    },
    warm: runs.warm,
    train: runs.train,
    restore: runs.restore,
    watch: async (runId, window) => watch(servedRun(runs.served, runId), window),
    predict: runs.predict,
    end: (recipe) => tables.worldOf(recipe).timeOf(Number(recipe.settings.rows)),
    rowsBetween(recipe, from, to) {
      const world = tables.worldOf(recipe)
      return { from: world.rowAt(from), to: world.rowAt(to) }
    },
    measure: (engine) => measureEngine(engineOf(engine), host),
    async exportPart(recipe, part, format) {
      const { draw, split } = await tables.prepare(recipe)
      return write(draw, split[part], format)
    },
    async exportRange(recipe, range, format) {
      const draw = await tables.draw(recipe, range)
      return write(
        draw,
        Uint32Array.from({ length: draw.table.rows }, (_, row) => row),
        format
      )
    },
  }
}

function reference({ draw }: Prepared, rows: Uint32Array, choice: MetricChoice, baseRate: number): Reference {
  return referenceOfRows(gatherRows(draw, rows), { ...choice, threshold: 0.5, baseRate })
}
