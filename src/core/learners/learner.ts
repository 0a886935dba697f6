import type { Engine, EngineHost } from '../engines/engine.ts'
import type { EngineId } from '../engines/index.ts'
import type { Random } from '../kernel/random.ts'
import type { Settings } from '../kernel/knobs.ts'
import type { Table } from '../kernel/table.ts'
import type { Measured } from '../metrics/metric.ts'
import type { Model } from '../models/model.ts'
import type { GpuKeeper } from '../scoring/gpus.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Checkpoint, ModelState, RunSpec, TrainEvent } from '../training/run.ts'
import type { Orders, Trained } from '../training/train.ts'
import type { Treated } from '../treatments/treatment.ts'
import type { Explain } from '../trees/explanation.ts'

/**
 * Anything that can be fitted to rows and then scores others: one file, one line in the catalogue. What it says of itself is
 * light, since the page reads it; what fits and trains comes by `load`.
 */
export interface Learner<F = unknown, S extends ModelState = ModelState> {
  readonly id: string
  /** What it has learnt, in the plural: `trees`. */
  readonly learns: string
  /** Who trains it, in little room; null where that is the engine of the run. */
  readonly trainedBy: string | null
  /** What its training is counted in. A round reads all rows, so that rows seen say nothing beside those of batches. */
  readonly countedIn: 'rows' | 'rounds'
  /** The knob by which a training lasts longer; null where it has no length. */
  readonly lengthKnob: string | null
  /** Whether it trains at a rate that can be changed, with these settings as they are used. */
  hasRate(resolved: Settings): boolean
  /** Whether it has learnt this. */
  isState(state: ModelState): state is S
  /** What to score with: the best on validation, or the last where nothing is stopped early. */
  keptState(checkpoint: Checkpoint<S>): S
  /** Left out where earlier rounds are no models of their own. */
  readonly rewinds?: Rewinding<S>
  load(): Promise<LearnerAtWork<F, S>>
}

/** Rounds of which the first so many are a model too. */
export interface Rewinding<S extends ModelState = ModelState> {
  /** How many there are. */
  roundsOf(state: S): number
}

/** The working part of a learner. `F` is what it makes ready for its rows, before anything is learnt. */
export interface LearnerAtWork<F = unknown, S extends ModelState = ModelState> {
  fit(job: FitJob): F
  /** Opens a course on the rows and hands it to `train` of src/core/training. */
  train(job: TrainJob<F, S>): AsyncGenerator<TrainEvent, Trained<S>, undefined>
  /** Puts what was learnt to work. */
  scorer(job: ScorerJob<F, S>): Promise<Scorer>
  /** Puts to work what was learnt elsewhere, for which nothing was made ready here; left out where it cannot score without that. */
  bring?(job: BroughtJob<S>): Promise<Scorer>
  /** Contributions of columns that add up to the logit exactly, relative to reference rows; null where none are known. */
  explain?(job: ExplainJob<F, S>): Explain | null
  /** Fits probabilities in place of labels, for what columns can reach; left out where it cannot. */
  fitTruth?(job: TruthJob): Promise<Scorer>
  /** Floating-point operations to score one row; left out where they are not counted. */
  flopsPerRow?(fitted: F): number
  /** What holds it back where validation has too few positives to stop by: `8 epochs`. Null, or left out, where nothing is put in place. */
  insteadOfStopping?(fitted: F): string | null
}

export interface FitJob {
  readonly model: Model
  /** As they are used on these rows: none is `auto`. */
  readonly settings: Settings
  readonly table: Table
  /** Training rows, before any treatment. */
  readonly rows: Uint32Array
  /** Pairs of columns that act together in this world. */
  readonly crosses: readonly (readonly [string, string])[]
}

export interface LearnerHost extends Pick<EngineHost, 'kernels' | 'threads' | 'tfjs' | 'gpu'> {
  now(): number
  busy(reason: string, limitMs: number): void
  yieldToMessages(): Promise<void>
}

export interface TrainJob<F = unknown, S extends ModelState = ModelState> extends Orders<S> {
  readonly fitted: F
  readonly treated: Treated
  /** Share of positives among the treated rows, by weight. */
  readonly treatedRate: number
  /** Of the run's seed. */
  readonly random: Random
  readonly live: Live
  readonly host: LearnerHost
  readonly spec: Pick<RunSpec, 'engine'>
  engineOf(id: EngineId): Promise<Engine>
}

/** Rows that a training is measured on while it goes on. */
export interface Live {
  readonly table: Table
  /** All rows to score for one measurement: `out` receives a logit for each row. */
  readonly parts: readonly LivePart[]
  /** Rows in them, each counted once: training is measured again only after it has seen as many rows. */
  readonly rows: number
  /** Validation log loss of always predicting the base rate; null where there are too few positives to see a trend. */
  readonly trivial: number | null
  /** The given patience; 0 where there are too few positives for early stopping. */
  patienceOf(asked: number): number
  /** To be called once each `out` is written. */
  measure(): Measured
}

export interface LivePart {
  readonly rows: Uint32Array
  /** Position held at 1. */
  readonly atTop: boolean
  readonly out: Float32Array
}

export interface ScorerJob<F = unknown, S extends ModelState = ModelState> {
  readonly fitted: F
  readonly state: S
  readonly spec: Pick<RunSpec, 'engine' | 'mayScoreOnGpu'>
  readonly host: LearnerHost
  engineOf(id: EngineId): Promise<Engine>
  readonly gpus: GpuKeeper
}

/** An imported model, with the names of its columns. */
export type BroughtJob<S extends ModelState = ModelState> = Pick<ScorerJob<unknown, S>, 'state' | 'host'>

export interface ExplainJob<F = unknown, S extends ModelState = ModelState> {
  readonly fitted: F
  readonly state: S
  readonly table: Table
  /** Rows of the table that contributions are relative to. */
  readonly reference: Uint32Array
}

export interface TruthJob {
  readonly model: Model
  /** None is `auto`. */
  readonly settings: Settings
  readonly table: Table
  /** Probability of a positive of each row. */
  readonly targets: Float32Array
  readonly random: Random
  readonly host: LearnerHost
  /** Receives the share of the fit that is done. */
  readonly onProgress: (share: number) => void
}
