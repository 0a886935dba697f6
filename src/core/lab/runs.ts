import type { Engine, EngineId, NetworkState } from '../engines/engine.ts'
import type { Draw } from '../kernel/table.ts'
import { networkScorer, treesScorer } from '../scoring/scorers.ts'
import { keptState } from '../training/train.ts'
import { isEnsemble, type Checkpoint, type Correction, type RunReport, type RunSpec } from '../training/run.ts'
import type { LabHost, MetricChoice, Predictions, TrainOptions, Training } from './contract.ts'
import { PLAIN } from './cross-fit.ts'
import { fitter, trainedPart, type Fitted, type Trainable } from './fitted.ts'
import type { GpuKeeper } from './gpus.ts'
import { largeScorer } from './large-scorer.ts'
import { gatherRows } from './measured-rows.ts'
import { scoreMeasured, withLargeScorer, type Scorer } from './scorer.ts'
import { notesOf } from './notes.ts'
import { runReport } from './run-report.ts'
import type { Prepared, TableKeeper } from './tables.ts'
import { trainNetwork, trainEnsemble } from './training.ts'

/** A trained model, ready to score. */
export interface Served {
  readonly spec: RunSpec
  readonly scorer: Scorer
  readonly fitted: Fitted
  readonly checkpoint: Checkpoint
  readonly correction: Correction
  readonly baseRate: number
  /** Chosen on all of validation; null where the run is restored, until something asks for it. */
  readonly threshold: number | null
}

/** Trains runs and keeps the newest model of each lane ready to score. */
export function runKeeper(
  host: LabHost,
  tables: TableKeeper,
  engineOf: (id: EngineId) => Promise<Engine>,
  gpus: GpuKeeper
) {
  const served = new Map<string, Served>()
  const fits = fitter()

  async function fitted(how: 'warm' | 'take', spec: RunSpec, prepared: Prepared): Promise<Trainable> {
    host.busy('fitting features', 60_000)
    await host.breathe()
    return fits[how](spec, prepared)
  }

  /** Makes room for this run's model, and serves it. */
  function serve(run: Served): void {
    for (const [id, other] of served) {
      if (other.spec.lane !== run.spec.lane || other.scorer === run.scorer) continue
      other.scorer.dispose()
      served.delete(id)
    }
    served.set(run.spec.id, run)
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
      serve(servedFrom(report, { spec, scorer, fitted: trainedPart(fit) }))
      return report
    },

    async restore(spec: RunSpec, checkpoint: Checkpoint, correction: Correction = PLAIN): Promise<void> {
      const prepared = await tables.prepare(spec.recipe)
      const fit = trainedPart(await fitted('take', spec, prepared))
      const scorer = await scorerOf(spec, fit, checkpoint)
      serve({ spec, scorer, fitted: fit, checkpoint, correction, baseRate: fit.baseRate, threshold: null })
    },

    /** The run with its first so many trees only, measured afresh. @throws one line where it has not that many */
    async rewind(runId: string, rounds: number, ending: RunReport['ending'], choice: MetricChoice): Promise<RunReport> {
      const { spec, fitted: fit, checkpoint } = servedRun(served, runId)
      const { state, rowsSeen } = checkpoint
      if (!isEnsemble(state) || !(rounds >= 1 && rounds <= state.trees.length))
        throw new Error(`invalid rounds: ${rounds}; expected 1 to ${isEnsemble(state) ? state.trees.length : 0} trees`)
      const best = { loss: Infinity, rowsSeen: (rowsSeen * rounds) / state.trees.length, weights: null }
      const rewound = { ...checkpoint, best }
      const scorer = await scorerOf(spec, fit, rewound)
      const trained = { ending, checkpoint: rewound, rowsPerSecond: 0 }
      const prepared = await tables.prepare(spec.recipe)
      const report = await runReport({ host, spec, fitted: fit, scorer, prepared, choice, trained, notes: [] })
      serve(servedFrom(report, { spec, scorer, fitted: fit }))
      return report
    },

    async predict(runId: string): Promise<Predictions> {
      const run = servedRun(served, runId)
      const { draw, split } = await tables.prepare(run.spec.recipe)
      const gathered = gatherRows(draw, split.test)
      await scoreMeasured(run, draw.table, gathered)
      return { rows: split.test, labels: gathered.labels, scores: gathered.scores, truth: gathered.truth }
    },
  }
}

function servedFrom(
  { checkpoint, correction, threshold }: RunReport & Pick<Served, 'correction'>,
  run: Pick<Served, 'spec' | 'scorer' | 'fitted'>
): Served {
  return { ...run, checkpoint, correction, threshold, baseRate: run.fitted.baseRate }
}

/** @throws one line where the run is not served here */
export function servedRun(served: ReadonlyMap<string, Served>, runId: string): Served {
  const run = served.get(runId)
  if (!run) throw new Error(`unknown run: ${runId}; train or restore it first`)
  return run
}
