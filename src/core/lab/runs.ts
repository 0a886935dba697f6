import type { Engine, EngineId, NetworkState } from '../engines/engine.ts'
import type { Draw } from '../kernel/table.ts'
import { bestF1Threshold } from '../metrics/curves/best-f1.ts'
import { calibrationBins } from '../metrics/curves/calibration.ts'
import { curvesOf } from '../metrics/curves/evaluate.ts'
import type { Measured, MetricOptions } from '../metrics/metric.ts'
import { flopsPerRow } from '../networks/flops.ts'
import { treatmentSettings } from '../models/treatment-knobs.ts'
import { correctScores } from '../treatments/correct.ts'
import { fitRecalibration } from '../treatments/recalibration.ts'
import { applyUndo } from '../treatments/undo.ts'
import { keptState, type Trained } from '../training/train.ts'
import { isEnsemble, type Checkpoint, type Correction, type RunReport, type RunSpec } from '../training/run.ts'
import type { LabHost, MetricChoice, Predictions, TrainOptions, Training } from './contract.ts'
import { excessOn } from './excess.ts'
import { fitter, trainedPart, type Fitted, type Trainable } from './fitted.ts'
import { gatherRows, measureRows, sampleOf, type MeasuredRows } from './measured-rows.ts'
import { networkScorer, scoreInto, scoreMeasured, treesScorer, type Scorer } from './scorer.ts'
import { notesOf } from './notes.ts'
import { partReport } from './part-report.ts'
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
}

/** Nothing bent, nothing mended. */
export const PLAIN: Correction = { undo: { kind: 'identity' }, recalibration: { kind: 'none' } }

/** Trains runs and keeps the newest model of each lane ready to score. */
export function runKeeper(host: LabHost, tables: TableKeeper, engineOf: (id: EngineId) => Promise<Engine>) {
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
    const engine = await engineOf(spec.engine)
    return networkScorer(engine.open(fit.network, state as NetworkState, { frozen: true }), fit.encoder, breathe)
  }

  /** Rows with one logit each, as the model came out of training. */
  async function scored(scorer: Scorer, draw: Draw, rows: Uint32Array) {
    const logits = gatherRows(draw, rows)
    const started = host.now()
    await scoreInto(scorer, draw.table, logits)
    const scores = logits.rows.length * (logits.ranking ? 2 : 1)
    return { logits, rowsPerSecond: Math.round((1000 * scores) / Math.max(1, host.now() - started)) }
  }

  async function report(
    spec: RunSpec,
    fitted: Fitted,
    scorer: Scorer,
    prepared: Prepared,
    choice: MetricChoice,
    trained: Trained,
    notes: readonly string[]
  ) {
    const { ending, checkpoint, rowsPerSecond } = trained
    const { known, draw, split } = prepared
    const { baseRate } = fitted
    const validation = await scored(scorer, known, split.validation)
    const correction = correctionOf(spec, fitted, validation.logits)
    host.busy('measuring', 60_000)
    const shown = measured(corrected(validation.logits, correction), choice, baseRate, null)
    const hasTest = split.test.length > 0 && (ending.reason === 'finished' || ending.reason === 'early stop')
    const test = hasTest ? await scored(scorer, draw, split.test) : null
    const tell = (logits: MeasuredRows, how: Correction): Measured => {
      host.busy('measuring', 60_000)
      return measured(corrected(logits, how), choice, baseRate, shown.threshold).values
    }
    const whole: RunReport = {
      id: spec.id,
      engine: spec.engine,
      ending,
      rowsSeen: checkpoint.rowsSeen,
      bestRowsSeen: checkpoint.best?.rowsSeen ?? checkpoint.rowsSeen,
      threshold: shown.threshold,
      validation: shown.values,
      test: test && tell(test.logits, correction),
      curves: curvesOf(sampleOf(shown.rows), shown.rows.truth, shown.threshold),
      parts: {
        validation: partReport(shown.rows, shown.threshold),
        test: test && partReport(corrected(test.logits, correction), shown.threshold),
      },
      ...(test && { excess: excessOn(corrected(test.logits, correction), draw.table) }),
      trainRowsPerSecond: rowsPerSecond,
      scoreRowsPerSecond: (test ?? validation).rowsPerSecond,
      ...(fitted.sort === 'network' && { flopsPerRow: flopsPerRow(fitted.network) }),
      checkpoint,
      correction,
      uncorrected: corrects(correction) ? uncorrectedOf(validation.logits, test?.logits ?? null, tell) : null,
      trained: fitted.trained,
      resolved: fitted.resolved,
      ...(notes.length > 0 && { notes }),
    }
    return { correction, whole }
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
      const { correction, whole } = await report(
        spec,
        fit,
        scorer,
        prepared,
        options.metrics,
        trained,
        notesOf(spec, fit)
      )
      const { checkpoint } = trained
      serve({ spec, scorer, fitted: trainedPart(fit), checkpoint, correction, baseRate: fit.baseRate })
      return whole
    },

    async restore(spec: RunSpec, checkpoint: Checkpoint, correction: Correction = PLAIN): Promise<void> {
      const prepared = await tables.prepare(spec.recipe)
      const fit = trainedPart(await fitted('take', spec, prepared))
      const scorer = await scorerOf(spec, fit, checkpoint)
      serve({ spec, scorer, fitted: fit, checkpoint, correction, baseRate: fit.baseRate })
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
      const { correction, whole } = await report(
        spec,
        fit,
        scorer,
        await tables.prepare(spec.recipe),
        choice,
        trained,
        []
      )
      serve({ spec, scorer, fitted: fit, checkpoint: rewound, correction, baseRate: fit.baseRate })
      return whole
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

/** What undoes the treatment and, fitted on validation, recalibrates: as far as the settings ask for it. */
function correctionOf({ settings }: RunSpec, fitted: Fitted, { scores, labels }: MeasuredRows): Correction {
  const { undo: undoes, recalibrate } = treatmentSettings(settings)
  const undo = (undoes && fitted.undo) || PLAIN.undo
  const undone = applyUndo(undo, scores, new Float32Array(scores.length))
  return { undo, recalibration: fitRecalibration(recalibrate, undone, labels) }
}

function corrects({ undo, recalibration }: Correction): boolean {
  return undo.kind !== 'identity' || recalibration.kind !== 'none'
}

/** The same rows with probabilities instead of logits. */
function corrected(logits: MeasuredRows, correction: Correction): MeasuredRows {
  return {
    ...logits,
    scores: correctScores(correction, logits.scores.slice()),
    ranking: logits.ranking && correctScores(correction, logits.ranking.slice()),
  }
}

function measured(rows: MeasuredRows, choice: MetricChoice, baseRate: number, threshold: number | null) {
  const chosen = threshold ?? bestF1Threshold(rows.scores, rows.labels)
  const options: MetricOptions = { ...choice, threshold: chosen, baseRate }
  return { rows, values: measureRows(rows, options), threshold: chosen }
}

function uncorrectedOf(
  validation: MeasuredRows,
  test: MeasuredRows | null,
  tell: (logits: MeasuredRows, how: Correction) => Measured
): RunReport['uncorrected'] {
  const { scores, labels, truth } = corrected(validation, PLAIN)
  return {
    validation: tell(validation, PLAIN),
    test: test && tell(test, PLAIN),
    calibration: calibrationBins(scores, labels, truth),
  }
}

/** @throws one line where the run is not served here */
export function servedRun(served: ReadonlyMap<string, Served>, runId: string): Served {
  const run = served.get(runId)
  if (!run) throw new Error(`unknown run: ${runId}; train or restore it first`)
  return run
}
