import type { Engine, EngineId, NetworkState } from '../engines/engine.ts'
import type { Draw } from '../kernel/table.ts'
import { networkScorer, treesScorer } from '../scoring/scorers.ts'
import { keptState } from '../training/train.ts'
import { servedVersions } from '../runs/served.ts'
import { servedFrom, versionKeeper } from '../runs/versions.ts'
import { isEnsemble, type Checkpoint, type RunSpec } from '../training/run.ts'
import type { LabHost, TrainOptions, Training } from './contract.ts'
import { fitter, trainedPart, type Fitted, type Trainable } from './fitted.ts'
import type { GpuKeeper } from './gpus.ts'
import { largeScorer } from './large-scorer.ts'
import { gatherRows } from './measured-rows.ts'
import { scoreMeasured, withLargeScorer, type Scorer } from './scorer.ts'
import { notesOf } from './notes.ts'
import { runReport } from './run-report.ts'
import type { Prepared, TableKeeper } from './tables.ts'
import { trainNetwork, trainEnsemble } from './training.ts'

/** Trains runs, and keeps their models ready to score until they are released. */
export function runKeeper(
  host: LabHost,
  tables: TableKeeper,
  engineOf: (id: EngineId) => Promise<Engine>,
  gpus: GpuKeeper
) {
  const served = servedVersions()
  const fits = fitter()

  async function fitted(how: 'warm' | 'take', spec: RunSpec, prepared: Prepared): Promise<Trainable> {
    host.busy('fitting features', 60_000)
    await host.breathe()
    return fits[how](spec, prepared)
  }

  /** A kept model anew, on its engine where it has one. */
  async function scorerOf(spec: RunSpec, fit: Fitted, checkpoint: Checkpoint): Promise<Scorer> {
    const state = keptState(checkpoint)
    const breathe = (): Promise<void> => host.breathe()
    if (fit.sort === 'trees') {
      if (!isEnsemble(state)) throw new Error('these are no trees: train the model again')
      return treesScorer(state, breathe)
    }
    const { encoder, network } = fit
    const learnt = state as NetworkState
    const engine = await engineOf(spec.engine)
    const trainee = engine.open(network, learnt, { frozen: true })
    const job = { network, state: learnt, encoder, trainee, engine: spec.engine, gpus, host }
    const scorer = networkScorer(trainee, encoder, breathe)
    return spec.mayScoreOnGpu ? withLargeScorer(scorer, largeScorer(job)) : scorer
  }

  return {
    served,
    release: served.release,

    async warm(spec: RunSpec, shared: Draw | null): Promise<void> {
      const fit = await fitted('warm', spec, await tables.prepare(spec.recipe, shared ?? undefined))
      if (fit.sort === 'network') await engineOf(spec.engine)
    },

    async *train(spec: RunSpec, options: TrainOptions): Training {
      yield { type: 'phase', phase: 'drawing rows' }
      const prepared = await tables.prepare(spec.recipe, options.shared)
      yield { type: 'phase', phase: 'fitting features' }
      const fit = await fitted('take', spec, prepared)
      yield { type: 'settings', resolved: fit.resolved }
      const trained =
        fit.sort === 'trees'
          ? yield* trainEnsemble({ spec, fit, prepared, options, host })
          : yield* trainNetwork({ spec, fit, prepared, options, host, engineOf })
      yield { type: 'phase', phase: 'testing' }
      const scorer = await scorerOf(spec, fit, trained.checkpoint)
      const ended = { host, spec, fitted: fit, scorer, prepared, trained }
      const report = await runReport({ ...ended, choice: options.metrics, notes: notesOf(spec, fit) })
      served.serve(servedFrom(report, { spec, scorer, fitted: trainedPart(fit) }))
      return report
    },

    ...versionKeeper(served, {
      prepare: (recipe) => tables.prepare(recipe),
      ready: async (spec, prepared) => trainedPart(await fitted('take', spec, prepared)),
      scorerOf,
      report: (measured) => runReport({ host, ...measured }),
      async test(version, { draw, split }) {
        const gathered = gatherRows(draw, split.test)
        await scoreMeasured(version, draw.table, gathered)
        return gathered
      },
    }),
  }
}
