import type { Engine } from '../engines/engine.ts'
import type { EngineId } from '../engines/index.ts'
import { Random } from '../kernel/random.ts'
import type { Draw } from '../kernel/table.ts'
import { learnerOf } from '../learners/index.ts'
import { keptStateOf, refuseOthers } from '../learners/kept-state.ts'
import type { GpuKeeper } from '../scoring/gpus.ts'
import type { Fitted } from '../scoring/fitted.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Trained } from '../training/train.ts'
import type { Checkpoint, RunSpec, TrainEvent } from '../training/run.ts'
import type { LabHost, TrainOptions } from './contract.ts'
import { fitter, trainedPart, type Trainable } from './fitted.ts'
import { liveOf } from './live.ts'
import { notesOf } from './notes.ts'
import type { Prepared, TableKeeper } from './tables.ts'

/** A training that has ended, and its model at work on scores. */
export interface EndedTraining {
  readonly trained: Trained
  readonly prepared: Prepared
  readonly fitted: Fitted
  readonly scorer: Scorer
  /** What a person should know of it. */
  readonly notes: readonly string[]
  /** Floating-point operations that it takes to score one row; left out where they are not counted. */
  readonly flopsPerRow?: number
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
    await host.yieldToMessages()
    return fits[how](spec, prepared)
  }

  /** A kept model anew, on its engine where it has one. @throws one line where the checkpoint is another learner's */
  async function scorerOf(spec: RunSpec, { ready }: Fitted, checkpoint: Checkpoint): Promise<Scorer> {
    const learner = learnerOf(spec.model)
    const { scorer } = await learner.load()
    return scorer({ fitted: ready, state: keptStateOf(learner, checkpoint), spec, host, engineOf, gpus })
  }

  return {
    scorerOf,

    async warm(spec: RunSpec, shared: Draw | null): Promise<void> {
      await fitted('warm', spec, await tables.prepare(spec.recipe, shared ?? undefined))
      if (learnerOf(spec.model).trainedBy === null) await engineOf(spec.engine)
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
      const learner = learnerOf(spec.model)
      const atWork = await learner.load()
      const { from, rate, resumedBecause, startPaused, threads, commands, metrics } = options
      if (from) refuseOthers(learner, from)
      const trained = yield* atWork.train({
        ...{ spec, host, engineOf, from, rate, resumedBecause, startPaused, threads, commands },
        ...{ fitted: fit.ready, treated: fit.treated, treatedRate: fit.treatedRate },
        random: Random.of(spec.recipe.seed),
        live: liveOf(spec, fit, prepared, metrics),
      })
      yield { type: 'phase', phase: 'testing' }
      const scorer = await scorerOf(spec, fit, trained.checkpoint)
      const notes = notesOf(spec, fit, atWork.insteadOfStopping?.(fit.ready) ?? null)
      const flopsPerRow = atWork.flopsPerRow?.(fit.ready)
      return { trained, prepared, fitted: trainedPart(fit), scorer, notes, flopsPerRow }
    },
  }
}
