import type { Imported } from '../../datasets/imports/finish-table.ts'
import { fileFormatOf } from '../../datasets/exports/index.ts'
import { withReach } from './ceiling/reach.ts'
import { engineOf } from './engines/index.ts'
import { measureEngine } from './engines/picker.ts'
import type { Draw } from './kernel/table.ts'
import type { DataSummary, ImportedSummary, Lab, LabHost } from './lab/contract.ts'
import { auditOf } from './lab/audit.ts'
import { ceilingKeeper } from './lab/ceilings.ts'
import { PLAIN } from './lab/cross-fit.ts'
import { decider } from './lab/decisions.ts'
import { describe } from './lab/describe.ts'
import { engineKeeper } from './lab/engines.ts'
import { gpuKeeper, type GpuRules } from './lab/gpus.ts'
import { referencesOf } from './lab/references.ts'
import { runKeeper } from './lab/runs.ts'
import { tableKeeper } from './lab/tables.ts'
import { settledAfterDays, warningsOf } from './lab/warnings.ts'
import { watcher } from './lab/watch.ts'
import { whyOf } from './lab/why.ts'
import type { DataFile } from './training/run.ts'

export type * from './lab/contract.ts'

/** The one door to the simulator: everything a page or a command line asks of it, on whatever platform hosts it. */
export function createLab(host: LabHost, gpuRules?: GpuRules): Lab {
  const tables = tableKeeper(host)
  const runs = runKeeper(host, tables, engineKeeper(host), gpuKeeper(host, gpuRules))
  const watch = watcher(host, tables)
  const decisions = decider(host, tables)
  const ceilings = ceilingKeeper(host, tables)

  async function write(draw: Draw, rows: Uint32Array, format: string): Promise<Uint8Array<ArrayBuffer>> {
    host.busy('writing a file', 60_000)
    return fileFormatOf(format).write(draw, rows)
  }

  return {
    async prepare(recipe, choice) {
      const prepared = await tables.prepare(recipe)
      const { world, draw, known, split, imported, drawMs } = prepared
      host.busy('describing the rows', 20_000)
      const described = describe(draw, known.table, world.layout, split)
      const summary: DataSummary = {
        ...described,
        warnings: warningsOf({ recipe, table: draw.table, known: known.table, split }),
        settledAfterDays: settledAfterDays({ recipe, table: draw.table, split }),
        dataset: recipe.dataset,
        imported: imported && importedSummary(imported, recipe.file),
        expectedBaseRate: world.baseRate,
        drawMs,
        ...referencesOf(prepared, choice),
      }
      const reach = await ceilings.known(recipe, prepared, choice, () => summary)
      return reach ? withReach(summary, reach) : summary
    },
    columnCeiling: ceilings.workOut,
    async audit(recipe) {
      return auditOf(await tables.prepare(recipe), recipe, host)
    },
    async share(recipe) {
      return host.shares ? (await tables.prepare(recipe)).draw : null
    },
    warm: runs.warm,
    train(spec, options) {
      decisions.forget()
      return runs.train(spec, options)
    },
    restore: (spec, checkpoint, correction = PLAIN) => runs.restore(spec, checkpoint, correction),
    release(runId) {
      runs.release(runId)
      decisions.forget()
    },
    served: () => runs.served.ids,
    watch: async (runId, window) => watch(runs.served.get(runId), window),
    rewind: runs.rewind,
    decide: (runId, spec) => decisions.decide(runs.served.get(runId), spec),
    intervals: (runId, spec) => decisions.intervals(runs.served.get(runId), spec),
    stopIntervals: decisions.stop,
    slices: (runId, spec) => decisions.slices(runs.served.get(runId), spec),
    examples: (runId, spec) => decisions.examples(runs.served.get(runId), spec),
    async why(runId, row) {
      const run = runs.served.get(runId)
      return whyOf(run, await tables.prepare(run.spec.recipe), row)
    },
    predict: runs.predict,
    inspect: tables.inspect,
    async end(recipe) {
      await tables.ready(recipe)
      const world = await tables.worldOf(recipe)
      return world.timeOf(world.rows)
    },
    async recent(recipe, { from, to, drifts }) {
      await tables.ready(recipe)
      const world = await tables.worldOf(recipe, drifts)
      return { ...recipe, purpose: 'retraining', drifts, range: { from: world.rowAt(from), to: world.rowAt(to) } }
    },
    measure: (engine) => measureEngine(engineOf(engine), host),
    async exportPart(recipe, part, format) {
      const { draw, known, split } = await tables.prepare(recipe)
      return write(part === 'test' ? draw : known, split[part], format)
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

function importedSummary(
  { malformed, label, notes, hasTime, rowsRead, baseRate }: Imported,
  file: DataFile | undefined
): ImportedSummary {
  const { choices = {}, assumptions = [] } = file ?? {}
  return { malformed, label, notes, hasTime, rowsRead, baseRate, choices, assumptions }
}
