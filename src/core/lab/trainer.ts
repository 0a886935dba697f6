import type { Engine, EngineId, NetworkState } from '../engines/engine.ts'
import type { Draw } from '../kernel/table.ts'
import { networkScorer, treesScorer } from '../scoring/scorers.ts'
import { keptState, type Trained } from '../training/train.ts'
import { isEnsemble, type Checkpoint, type RunSpec, type TrainEvent } from '../training/run.ts'
import type { LabHost, TrainOptions } from './contract.ts'
import { fitter, trainedPart, type Fitted, type Trainable } from './fitted.ts'
import type { GpuKeeper } from '../scoring/gpus.ts'
import { largeScorer } from '../scoring/large-scorer.ts'
import { withLargeScorer, type Scorer } from './scorer.ts'
import { notesOf } from './notes.ts'
import type { Prepared, TableKeeper } from './tables.ts'
import { trainNetwork, trainEnsemble } from './training.ts'

/** A training that has ended, and its model at work on scores. */
export interface EndedTraining {
  readonly trained: Trained
  readonly prepared: Prepared
  readonly fitted: Fitted
  readonly scorer: Scorer
  /** What a person should know of it. */
  readonly notes: readonly string[]
}

export type Trainer = ReturnType<typeof trainerOn>

/** Fits models to their rows, trains them and puts what they learnt to work. */
export function trainerOn(
  host: LabHost,
  tables: TableKeeper,
  engineOf: (id: EngineId) => Promise<Engine>,
  gpus: GpuKeeper
) {
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
    scorerOf,

    async warm(spec: RunSpec, shared: Draw | null): Promise<void> {
      const fit = await fitted('warm', spec, await tables.prepare(spec.recipe, shared ?? undefined))
      if (fit.sort === 'network') await engineOf(spec.engine)
    },

    /** What scoring needs besides a checkpoint. */
    async prepare(spec: RunSpec, prepared: Prepared): Promise<Fitted> {
      return trainedPart(await fitted('take', spec, prepared))
    },

    async *train(spec: RunSpec, options: TrainOptions): AsyncGenerator<TrainEvent, EndedTraining, undefined> {
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
      return { trained, prepared, fitted: trainedPart(fit), scorer, notes: notesOf(spec, fit) }
    },
  }
}
