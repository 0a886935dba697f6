import type { Engine } from '../engines/engine.ts'
import type { EngineId } from '../engines/index.ts'
import type { Draw } from '../kernel/table.ts'
import type { GpuKeeper } from '../scoring/gpus.ts'
import { servedVersions } from '../runs/served.ts'
import { servedFrom, versionKeeper, type Maker } from '../runs/versions.ts'
import { isTrainable } from '../runs/version.ts'
import type { RunSpec, VersionSpec } from '../training/run.ts'
import type { LabHost, TrainOptions, Training } from './contract.ts'
import { madeElsewhere } from './made-elsewhere.ts'
import { runReport } from './run-report.ts'
import type { TableKeeper } from './tables.ts'
import { trainerOn } from './trainer.ts'

/** Trains runs, and keeps their models ready to score until they are released. */
export function runKeeper(
  host: LabHost,
  tables: TableKeeper,
  engineOf: (id: EngineId) => Promise<Engine>,
  gpus: GpuKeeper
) {
  const served = servedVersions()
  const trainer = trainerOn(host, tables, engineOf, gpus)
  const elsewhere = madeElsewhere(host, tables)

  function makerOf(spec: VersionSpec): Maker {
    if (!isTrainable(spec)) return elsewhere
    return {
      ready: async (recipe) => trainer.prepare(spec, await tables.prepare(recipe)),
      scorerOf: (fitted, checkpoint) => trainer.scorerOf(spec, fitted, checkpoint),
    }
  }

  return {
    served,
    release: served.release,

    warm: (spec: RunSpec, shared: Draw | null): Promise<void> => trainer.warm(spec, shared),

    async *train(spec: RunSpec, options: TrainOptions): Training {
      const ended = yield* trainer.train(spec, options)
      const { scorer, fitted } = ended
      const report = await runReport({ ...ended, host, spec, choice: options.metrics })
      served.serve(servedFrom(report, { spec, scorer, fitted }))
      return report
    },

    ...versionKeeper(served, {
      makerOf,
      report: async (measured) =>
        runReport({ host, ...measured, prepared: await tables.prepare(measured.spec.recipe) }),
    }),
  }
}
