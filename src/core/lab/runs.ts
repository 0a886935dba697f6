import { pickEngine } from '../engines/picker.ts'
import type { Engine } from '../engines/engine.ts'
import type { EngineId } from '../engines/index.ts'
import type { Draw } from '../kernel/table.ts'
import { learnerOf } from '../learners/index.ts'
import { models } from '../models/index.ts'
import type { GpuKeeper } from '../scoring/gpus.ts'
import { servedVersions } from '../runs/served.ts'
import { servedFrom, versionKeeper } from '../runs/versions.ts'
import { isTrainable } from '../runs/version.ts'
import type { RunSpec, VersionSpec } from '../training/run.ts'
import type { LabHost, TrainOptions, Training } from './contract.ts'
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
      ready: async (spec) => trainer.prepare(whole(spec), await tables.prepare(spec.recipe)),
      scorerOf: (spec, fitted, checkpoint) => trainer.scorerOf(whole(spec), fitted, checkpoint),
      report: async (measured) => {
        const prepared = await tables.prepare(measured.spec.recipe)
        const report = await runReport({ host, ...measured, prepared, spec: whole(measured.spec) })
        return isTrainable(measured.spec) ? report : { ...report, ...UNKNOWN }
      },
    }),
  }
}

/** What nobody knows of a model that was trained elsewhere. */
const UNKNOWN = { engine: null, trainRowsPerSecond: null, trained: null, resolved: null } as const

/** Rounds from elsewhere are scored as our own are. */
function whole(spec: VersionSpec): RunSpec {
  if (isTrainable(spec)) return spec
  const model = models.find(({ id }) => learnerOf(id).rewinds)?.id ?? ''
  return { ...spec, lane: '', model, settings: {}, engine: pickEngine([]).id }
}
