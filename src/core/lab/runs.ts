import type { Batch, Engine, EngineId, Trainee } from '../engines/engine.ts'
import { Random } from '../kernel/random.ts'
import type { Draw } from '../kernel/table.ts'
import { bestF1Threshold } from '../metrics/curves/best-f1.ts'
import { curvesOf } from '../metrics/curves/evaluate.ts'
import type { Measured, MetricOptions } from '../metrics/metric.ts'
import { initialState } from '../networks/initial.ts'
import { flopsPerRow } from '../networks/flops.ts'
import type { Network } from '../networks/network.ts'
import { encodeRows, scoreEncoded } from '../scoring/score-rows.ts'
import { keptState, train, type Trained } from '../training/train.ts'
import type { Checkpoint, RunReport, RunSpec } from '../training/run.ts'
import type { LabHost, MetricChoice, Predictions, TrainOptions, Training } from './contract.ts'
import { fitter, type Fitted } from './fitted.ts'
import { gatherRows, measureRows, sampleOf, wholeRequests, type MeasuredRows } from './measured-rows.ts'
import { scoreMeasured, type Scorer } from './score-measured.ts'
import type { Prepared, TableKeeper } from './tables.ts'

/** Validation rows that live curves are measured on. */
export const LIVE_ROWS = 8_000

/** A trained model, ready to score. */
export interface Served extends Scorer {
  readonly spec: RunSpec
  readonly baseRate: number
}

/** Trains runs and keeps the newest model of each lane ready to score. */
export function runKeeper(host: LabHost, tables: TableKeeper, engineOf: (id: EngineId) => Promise<Engine>) {
  const served = new Map<string, Served>()
  const fit = fitter()

  async function fitted(spec: RunSpec, prepared: Prepared): Promise<Fitted> {
    host.busy('fitting features', 20_000)
    await host.breathe()
    return fit(spec, prepared)
  }

  /** Makes room for this run's model, and serves it. */
  function serve(run: Served): void {
    for (const [id, other] of served) {
      if (other.spec.lane !== run.spec.lane || other.trainee === run.trainee) continue
      other.trainee.dispose()
      served.delete(id)
    }
    served.set(run.spec.id, run)
  }

  /** A kept model anew on its engine. */
  async function reopen(spec: RunSpec, fit: Fitted, checkpoint: Checkpoint): Promise<Served> {
    const engine = await engineOf(spec.engine)
    return {
      spec,
      trainee: engine.open(fit.network, keptState(checkpoint), { frozen: true }),
      encoder: fit.encoder,
      baseRate: fit.baseRate,
    }
  }

  /** Scores and measures rows of a table; the threshold is the one given, or the best f1 of these very rows. */
  async function measured(run: Served, draw: Draw, rows: Uint32Array, choice: MetricChoice, threshold: number | null) {
    const gathered = gatherRows(draw, rows)
    const started = host.now()
    await scoreMeasured(run, draw.table, gathered, host)
    const scored = gathered.rows.length * (gathered.ranking ? 2 : 1)
    const rowsPerSecond = Math.round((1000 * scored) / Math.max(1, host.now() - started))
    const chosen = threshold ?? bestF1Threshold(gathered.scores, gathered.labels)
    const options: MetricOptions = { ...choice, threshold: chosen, baseRate: run.baseRate }
    return { values: measureRows(gathered, options), threshold: chosen, gathered, rowsPerSecond }
  }

  async function report(
    run: Served,
    network: Network,
    { draw, split }: Prepared,
    choice: MetricChoice,
    trained: Trained
  ): Promise<RunReport> {
    const { ending, checkpoint, rowsPerSecond } = trained
    const validation = await measured(run, draw, split.validation, choice, null)
    const hasTest = split.test.length > 0 && (ending.reason === 'finished' || ending.reason === 'early stop')
    const test = hasTest ? await measured(run, draw, split.test, choice, validation.threshold) : null
    return {
      id: run.spec.id,
      engine: run.spec.engine,
      ending,
      rowsSeen: checkpoint.rowsSeen,
      bestRowsSeen: checkpoint.best?.rowsSeen ?? checkpoint.rowsSeen,
      threshold: validation.threshold,
      validation: validation.values,
      test: test?.values ?? null,
      curves: curvesOf(sampleOf(validation.gathered), validation.gathered.truth),
      trainRowsPerSecond: rowsPerSecond,
      scoreRowsPerSecond: (test ?? validation).rowsPerSecond,
      flopsPerRow: flopsPerRow(network),
      checkpoint,
    }
  }

  return {
    served,

    async warm(spec: RunSpec, shared: Draw | null): Promise<void> {
      await engineOf(spec.engine)
      await fitted(spec, await tables.prepare(spec.recipe, shared ?? undefined))
    },

    async *train(spec: RunSpec, options: TrainOptions): Training {
      yield { type: 'phase', phase: 'drawing rows' }
      const prepared = await tables.prepare(spec.recipe, options.shared)
      yield { type: 'phase', phase: 'fitting features' }
      const { encoder, network, training, baseRate } = await fitted(spec, prepared)
      yield { type: 'phase', phase: 'starting the engine' }
      const engine = await engineOf(spec.engine)
      const random = Random.of(spec.recipe.seed)
      const from = options.from && { ...options.from, rate: options.rate ?? options.from.rate }
      const fresh = (): ReturnType<typeof initialState> => initialState(network, random.stream('weights'), baseRate)
      const trainee = engine.open(network, from?.state ?? fresh(), { random })
      trainee.limitThreads?.(options.threads ?? Infinity)
      try {
        const { draw, split } = prepared
        const live = gatherRows(draw, wholeRequests(split.validation, draw.table.request, LIVE_ROWS))
        const ready = (atTop: boolean): readonly Batch[] => encodeRows({ encoder, table: draw.table, atTop }, live.rows)
        const encoded = { shown: ready(false), atTop: live.ranking && ready(true) }
        const choice: MetricOptions = { ...options.metrics, threshold: 0.5, baseRate }
        const { resumedBecause, startPaused, commands } = options
        yield { type: 'phase', phase: 'training' }
        const trained = yield* train({
          ...{ trainee, encoder, table: draw.table, rows: split.train, settings: training, random, baseRate, host },
          ...{ commands, from, resumedBecause, startPaused },
          evaluate: () => measureLive(trainee, encoded, live, choice),
        })
        yield { type: 'phase', phase: 'testing' }
        const kept = await reopen(spec, { encoder, network, training, baseRate }, trained.checkpoint)
        serve(kept)
        return await report(kept, network, prepared, options.metrics, trained)
      } finally {
        trainee.dispose()
      }
    },

    async restore(spec: RunSpec, checkpoint: Checkpoint): Promise<void> {
      const prepared = await tables.prepare(spec.recipe)
      serve(await reopen(spec, await fitted(spec, prepared), checkpoint))
    },

    async predict(runId: string): Promise<Predictions> {
      const run = servedRun(served, runId)
      const { draw, split } = await tables.prepare(run.spec.recipe)
      const { gathered } = await measured(run, draw, split.test, { k: 10, gain: 'linear' }, 0.5)
      return { rows: split.test, labels: gathered.labels, scores: gathered.scores, truth: gathered.truth }
    },
  }

  async function measureLive(
    trainee: Trainee,
    encoded: EncodedLive,
    live: MeasuredRows,
    options: MetricOptions
  ): Promise<Measured> {
    const { breathe } = host
    await scoreEncoded(encoded.shown, { trainee, out: live.scores, breathe })
    if (live.ranking && encoded.atTop) await scoreEncoded(encoded.atTop, { trainee, out: live.ranking, breathe })
    return measureRows(live, { ...options, threshold: bestF1Threshold(live.scores, live.labels) })
  }
}

/** The rows of live curves, as they were shown and all at the top. */
interface EncodedLive {
  readonly shown: readonly Batch[]
  readonly atTop: readonly Batch[] | null
}

/** @throws one line where the run is not served here */
export function servedRun(served: ReadonlyMap<string, Served>, runId: string): Served {
  const run = served.get(runId)
  if (!run) throw new Error(`unknown run: ${runId}; train or restore it first`)
  return run
}
