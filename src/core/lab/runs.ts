import type { Engine, EngineId } from '../engines/engine.ts'
import type { Draw } from '../kernel/table.ts'
import type { Checkpoint, Correction, RunReport, RunSpec } from '../training/run.ts'
import type { LabHost, MetricChoice, Predictions, TrainOptions, Training } from './contract.ts'
import { PLAIN } from './cross-fit.ts'
import type { Fitted } from './fitted.ts'
import type { GpuKeeper } from '../scoring/gpus.ts'
import { gatherRows } from './measured-rows.ts'
import { learnerOf } from '../learners/index.ts'
import { rewoundTo } from '../learners/rewound.ts'
import type { Scorer } from '../scoring/scorer.ts'
import { scoreMeasured } from './scorer.ts'
import { runReport } from './run-report.ts'
import type { TableKeeper } from './tables.ts'
import { trainerOn } from './trainer.ts'

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
  const trainer = trainerOn(host, tables, engineOf, gpus)

  /** Makes room for this run's model, and serves it. */
  function serve(run: Served): void {
    for (const [id, other] of served) {
      if (other.spec.lane !== run.spec.lane || other.scorer === run.scorer) continue
      other.scorer.dispose()
      served.delete(id)
    }
    served.set(run.spec.id, run)
  }

  return {
    served,

    warm: (spec: RunSpec, shared: Draw | null): Promise<void> => trainer.warm(spec, shared),

    async *train(spec: RunSpec, options: TrainOptions): Training {
      const ended = yield* trainer.train(spec, options)
      const { scorer, fitted } = ended
      const report = await runReport({ ...ended, host, spec, choice: options.metrics })
      serve(servedFrom(report, { spec, scorer, fitted }))
      return report
    },

    async restore(spec: RunSpec, checkpoint: Checkpoint, correction: Correction = PLAIN): Promise<void> {
      const fitted = await trainer.prepare(spec, await tables.prepare(spec.recipe))
      const scorer = await trainer.scorerOf(spec, fitted, checkpoint)
      serve({ spec, scorer, fitted, checkpoint, correction, baseRate: fitted.baseRate, threshold: null })
    },

    /** The run with its first so many rounds only, measured afresh. @throws one line where it has not that many */
    async rewind(runId: string, rounds: number, ending: RunReport['ending'], choice: MetricChoice): Promise<RunReport> {
      const { spec, fitted: fit, checkpoint } = servedRun(served, runId)
      const rewound = rewoundTo(learnerOf(spec.model), checkpoint, rounds)
      const scorer = await trainer.scorerOf(spec, fit, rewound)
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
