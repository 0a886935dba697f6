import type { Batch, Engine, EngineId, NetworkState, Trainee } from '../engines/engine.ts'
import { logit } from '../kernel/math.ts'
import { positivesIn } from '../kernel/positives.ts'
import { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'
import { constantLogLoss } from '../metrics/entropy.ts'
import { LEAST_POSITIVES, PLENTY_ROWS } from '../models/automatic.ts'
import type { Measured } from '../metrics/metric.ts'
import { initialState } from '../networks/initial.ts'
import { encodeRows, scoreEncoded } from '../scoring/score-rows.ts'
import { treesScorer } from '../scoring/scorers.ts'
import { UNBENT } from '../treatments/treatment.ts'
import { bendFocal } from '../treatments/undo.ts'
import { correctScores } from '../treatments/correct.ts'
import type { Correction, RunSpec, TrainEvent } from '../training/run.ts'
import { train, type NetworkCheckpoint, type Trained } from '../training/train.ts'
import { scoreLinear } from '../learners/network/linear-loss.ts'
import { trainLinear } from '../learners/network/descent.ts'
import { trainTrees } from '../learners/trees/train-trees.ts'
import type { Ensemble } from '../trees/ensemble.ts'
import type { LabHost, TrainOptions } from './contract.ts'
import { ownThreshold } from './cross-fit.ts'
import type { Fitted, FittedNetwork, FittedTrees, Trainable } from './fitted.ts'
import { foldsOf, type Folds } from './folds.ts'
import { levelSample, type LevelSample } from './level.ts'
import { gatherRows, liveRowsOf, measureRows, type MeasuredRows } from './measured-rows.ts'
import type { Prepared } from './tables.ts'

/** Heads of fresh networks on few rows, beside those on many: they begin near the base rate, since they have no steps to spare. */
const SMALL_HEAD = 0.1

interface Job<F extends Fitted> {
  readonly spec: RunSpec
  readonly fit: Trainable<F>
  readonly prepared: Prepared
  readonly options: TrainOptions
  readonly host: LabHost
}

type Events = AsyncGenerator<TrainEvent, Trained, undefined>

/** Trains a network on its engine; live curves show it with the treatment undone. */
export async function* trainNetwork(
  job: Job<FittedNetwork> & { readonly engineOf: (id: EngineId) => Promise<Engine> }
): Events {
  const { spec, fit, prepared, options, host } = job
  const { encoder, network, training, treated } = fit
  if (fit.solver === 'lbfgs') return yield* trainByLbfgs(job)
  yield { type: 'phase', phase: 'starting the engine' }
  const engine = await job.engineOf(spec.engine)
  const random = Random.of(spec.recipe.seed)
  const from = options.from && ({ ...options.from, rate: options.rate ?? options.from.rate } as NetworkCheckpoint)
  const headScale = treated.rows.length < PLENTY_ROWS ? SMALL_HEAD : 1
  const fresh = (): NetworkState => initialState(network, random.stream('weights'), fit.treatedRate, headScale)
  const trainee = engine.open(network, from?.state ?? fresh(), { random })
  trainee.limitThreads?.(options.threads ?? Infinity)
  try {
    const { table } = prepared.known
    const live = liveRows(job)
    const ready = (atTop: boolean): readonly Batch[] => encodeRows({ encoder, table, atTop }, live.rows)
    const encoded = { shown: ready(false), atTop: live.ranking && ready(true) }
    const level = levelSample(spec, fit, prepared, 'live')
    const encodedLevel = level && encodeRows({ encoder, table, atTop: false }, level.rows.rows)
    const { resumedBecause, startPaused, commands } = options
    yield { type: 'phase', phase: 'training' }
    return yield* train({
      ...{ trainee, encoder, table: treated.table, rows: treated.rows, weights: treated.weights, focal: treated.focal },
      ...{ settings: withPatience(training, live), random, baseRate: fit.treatedRate, host },
      ...{
        commands,
        from,
        resumedBecause,
        startPaused,
        measured: live.rows.length + (level?.rows.rows.length ?? 0),
        trivial: trivialLoss(live, fit.baseRate),
      },
      async evaluate() {
        const { breathe } = host
        await scoreLive(trainee, encoded, live, host)
        if (level && encodedLevel) await scoreEncoded(encodedLevel, { trainee, out: level.rows.scores, breathe })
        return measureLive(live, job, level)
      },
    })
  } finally {
    trainee.dispose()
  }
}

/** Takes a linear network to the minimum of its loss. No engine is asked: every row is read at each step, in double precision. */
async function* trainByLbfgs(job: Job<FittedNetwork>): Events {
  const { spec, fit, prepared, options, host } = job
  const { encoder, network, treated, training } = fit
  if (treated.focal > 0)
    throw new Error('invalid optimiser: lbfgs; expected lazy or dense with focal loss, which L-BFGS does not know')
  const shape = { numeric: network.numeric, fields: network.fields.length }
  const batch = await encodedRows(fit, host)
  const live = liveRows(job)
  const { table } = prepared.known
  const ready = (atTop: boolean): readonly Batch[] => encodeRows({ encoder, table, atTop }, live.rows)
  const encoded = { shown: ready(false), atTop: live.ranking && ready(true) }
  const level = levelSample(spec, fit, prepared, 'live')
  const encodedLevel = level && encodeRows({ encoder, table, atTop: false }, level.rows.rows)
  const { commands, resumedBecause, startPaused, from } = options
  yield { type: 'phase', phase: 'training' }
  return yield* trainLinear({
    fit: { ...shape, batch, l2: training.l2 },
    baseRate: fit.treatedRate,
    state: initialState(network, Random.of(spec.recipe.seed).stream('weights'), fit.treatedRate),
    ...{ commands, resumedBecause, startPaused, host, from: from as NetworkCheckpoint | undefined },
    evaluate(at) {
      scoreEach(encoded.shown, live.scores)
      if (live.ranking && encoded.atTop) scoreEach(encoded.atTop, live.ranking)
      if (level && encodedLevel) scoreEach(encodedLevel, level.rows.scores)
      return Promise.resolve(measureLive(live, job, level))

      function scoreEach(batches: readonly Batch[], out: Float32Array): void {
        let first = 0
        for (const each of batches) {
          scoreLinear({ ...shape, batch: each }, at, out, first)
          first += each.rows
        }
      }
    },
  })
}

const ENCODE_ROWS = 50_000

/** All training rows as the network reads them, side by side. */
async function encodedRows({ encoder, treated }: Trainable<FittedNetwork>, host: LabHost): Promise<Batch> {
  const { table, rows, weights } = treated
  const whole = encoder.batch(rows.length)
  const part = encoder.batch(Math.min(ENCODE_ROWS, rows.length))
  for (let from = 0; from < rows.length; from += ENCODE_ROWS) {
    const count = Math.min(ENCODE_ROWS, rows.length - from)
    encoder.fill(part, table, rows, from, count, false)
    whole.numeric.set(part.numeric.subarray(0, count * encoder.numeric.length), from * encoder.numeric.length)
    whole.codes.set(part.codes.subarray(0, count * encoder.fields.length), from * encoder.fields.length)
    whole.labels.set(part.labels.subarray(0, count), from)
    await host.breathe()
  }
  return { ...whole, rows: rows.length, weights }
}

/** Grows trees, one round after the other. */
export async function* trainEnsemble(job: Job<FittedTrees>): Events {
  const { spec, fit, prepared, options, host } = job
  const live = liveRows(job)
  const breathe = (): Promise<void> => host.breathe()
  // Where log loss begins a focal loss is far from rest, and so flat that no leaf weighs anything.
  const { focal } = fit.treated
  const base = focal > 0 ? bendFocal(logit(fit.treatedRate), focal) : undefined
  yield { type: 'phase', phase: 'training' }
  const score = treesSoFar(prepared.known.table, live, breathe)
  const level = levelSample(spec, fit, prepared, 'live')
  const scoreLevel = level && treesSoFar(prepared.known.table, level.rows, breathe)
  return yield* trainTrees({
    base,
    trivial: trivialLoss(live, fit.baseRate),
    ...fit.treated,
    ...{
      settings: withPatience(fit.boosting, live),
      position: fit.position,
      random: Random.of(spec.recipe.seed),
      host,
    },
    ...{ commands: options.commands, threads: options.threads ?? Infinity },
    ...{
      from: options.from,
      rate: options.rate,
      resumedBecause: options.resumedBecause,
      startPaused: options.startPaused,
    },
    async evaluate(ensemble: Ensemble) {
      await score(ensemble)
      await scoreLevel?.(ensemble)
      return measureLive(live, job, level)
    },
  })
}

/** Scores the rows of live curves by the trees there are: those that came since the last time are added to what the others said. */
function treesSoFar(table: Table, { rows, scores, ranking }: MeasuredRows, breathe: () => Promise<void>) {
  const logits = [new Float32Array(rows.length), ...(ranking ? [new Float32Array(rows.length)] : [])]
  let after = 0
  return async (ensemble: Ensemble): Promise<void> => {
    const scorer = treesScorer(ensemble, breathe, after)
    for (const [place, out] of logits.entries()) await scorer.logits(table, rows, out, place > 0)
    after = ensemble.trees.length
    scores.set(logits[0])
    ranking?.set(logits[1])
  }
}

/** Nothing is stopped early, nor an earlier state kept, where too few positives would decide. */
function withPatience<S extends { readonly patience: number }>(settings: S, live: MeasuredRows): S {
  return positivesIn(live.labels) < LEAST_POSITIVES ? { ...settings, patience: 0 } : settings
}

/** Validation log loss of whoever always says this base rate; null where too few positives are there to tell a trend. */
function trivialLoss({ labels }: MeasuredRows, baseRate: number): number | null {
  return positivesIn(labels) < LEAST_POSITIVES / 3 ? null : constantLogLoss(labels, baseRate)
}

/** The rows of live curves, as they were shown and all at the top. */
interface EncodedLive {
  readonly shown: readonly Batch[]
  readonly atTop: readonly Batch[] | null
}

/** Rows that live curves are measured on, in the folds that their F1 is cross-fitted over. */
interface LiveRows extends MeasuredRows {
  readonly folds: Folds
}

function liveRows({ spec, prepared }: Pick<Job<Fitted>, 'spec' | 'prepared'>): LiveRows {
  const rows = gatherRows(prepared.known, liveRowsOf(prepared))
  return { ...rows, folds: foldsOf(spec.recipe, prepared.known.table, rows).folds }
}

async function scoreLive(
  trainee: Trainee,
  encoded: EncodedLive,
  { scores, ranking }: MeasuredRows,
  { breathe }: LabHost
): Promise<void> {
  await scoreEncoded(encoded.shown, { trainee, out: scores, breathe })
  if (ranking && encoded.atTop) await scoreEncoded(encoded.atTop, { trainee, out: ranking, breathe })
}

/** While it trains, only the treatment is undone: what recalibrates is fitted at the end. */
function measureLive(live: LiveRows, job: Job<Fitted>, level: LevelSample | null): Measured {
  const correction: Correction = { undo: level?.fitted() ?? UNBENT, recalibration: { kind: 'none' } }
  correctScores(correction, live.scores)
  if (live.ranking) correctScores(correction, live.ranking)
  const threshold = ownThreshold(live, live.folds)
  return measureRows(live, { ...job.options.metrics, threshold, baseRate: job.fit.baseRate })
}
