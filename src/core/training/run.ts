import type { Drift } from '../drift/kinds/kind.ts'
import type { EngineId } from '../engines/index.ts'
import type { Settings } from '../kernel/knobs.ts'
import type { RowRange } from '../kernel/table.ts'
import type { Curves } from '../metrics/curves/curve.ts'
import type { ConfusionCounts } from '../metrics/curves/point.ts'
import type { Excess } from '../metrics/luck/excess.ts'
import type { Measured } from '../metrics/metric.ts'
import type { Recalibration } from '../treatments/recalibration.ts'
import type { Undo } from '../treatments/treatment.ts'
import type { ValueReport } from '../value/report.ts'
import type { ValidationLoss } from './improving.ts'
import type { SplitSettings } from './split-knobs.ts'

/** All it takes to draw the same rows again, anywhere. */
export interface Recipe {
  /** What the rows are for: a lab parts them as its split says; a retraining has the past alone, parted by time and with no test. */
  readonly purpose: 'lab' | 'retraining'
  readonly dataset: string
  readonly version: number
  readonly settings: Settings
  readonly seed: number
  readonly split: SplitSettings
  /** Rows of the endless table; null is the rows that the world says a lab draws. */
  readonly range: RowRange | null
  /** Drifts injected into the world by then. */
  readonly drifts: readonly Drift[]
  /** Where the rows come from, if not from a world. */
  readonly file?: DataFile
}

/** A file of the person's own, and how it is read: what is in its plan only `datasets/own-data/` knows (`planIn`). */
export interface DataFile {
  readonly name: string
  /** Tells files with the same name apart: size and time of change. */
  readonly fingerprint: string
  readonly blob: Blob
  readonly plan: unknown
  /** What the person said of it, from which the plan was inferred; kept files of earlier versions say nothing. */
  readonly choices?: unknown
  /** What was assumed of the rest; kept files of earlier versions do not say. */
  readonly assumptions?: unknown
}

/** One training of one model. */
export interface RunSpec {
  readonly id: string
  /** Which entrant of the race it belongs to: its colour, dash and marker. */
  readonly lane: string
  readonly model: string
  readonly settings: Settings
  readonly recipe: Recipe
  readonly engine: EngineId
  /** The engine was chosen automatically, so a GPU may score the rows of a large table that decide nothing; absent: it may not. */
  readonly mayScoreOnGpu?: boolean
}

/** What is known of how a version came to be: of one trained elsewhere only the rows that it is measured on. */
export type VersionSpec = Pick<RunSpec, 'id' | 'recipe'> & Partial<RunSpec>

/** Who scored what decides nothing of a large table, and why. */
export interface ScoredBy {
  readonly engine: EngineId
  /** What was measured, or what kept a GPU from it, in words. */
  readonly why: string
}

/** What a model has learnt, as it is kept and sent: what is in it only its learner knows. */
export type ModelState = object

/** How scores become probabilities of the real world: first the distortion of the treatment is undone, then they are recalibrated. */
export interface Correction {
  readonly undo: Undo
  readonly recalibration: Recalibration
}

/** Place in a training from which it can go on, on any engine. */
export interface Checkpoint<S extends ModelState = ModelState> {
  readonly state: S
  /** Rows trained on so far. */
  readonly rowsSeen: number
  readonly rate: number
  readonly best: Best | null
  /** Evaluations since the best one. */
  readonly sinceBest: number
  /** Validation log loss at each evaluation so far, where its ending asks whether it was still improving. */
  readonly readings?: readonly ValidationLoss[]
  /** Where a learner stands that goes on from more than its state, as L-BFGS does. */
  readonly solver?: object
}

/** The best validation log loss of a training so far. */
export interface Best {
  readonly loss: number
  readonly rowsSeen: number
  /** With which weights; null where the checkpoint's state has them: it is that very state, or its first rounds. */
  readonly weights: Float32Array | null
}

/** What a training tells while it goes on, in order. */
export type TrainEvent =
  | { readonly type: 'phase'; readonly phase: Phase }
  /** Its settings as they are used, with what `auto` came to. */
  | { readonly type: 'settings'; readonly resolved: Settings }
  | {
      readonly type: 'progress'
      readonly rowsSeen: number
      readonly rowsTotal: number
      readonly epoch: number
      /**
       * Mean log loss of the rows trained on since the last progress: as the treatment left them, by their weights, and of scores that are
       * not undone. So it is to be compared with itself, not with validation. Neither the penalty nor the factor of a focal loss is in it.
       */
      readonly loss: number
      readonly rowsPerSecond: number
    }
  | { readonly type: 'evaluation'; readonly rowsSeen: number; readonly epoch: number; readonly validation: Measured }
  | {
      readonly type: 'mark'
      readonly rowsSeen: number
      readonly mark: 'rate' | 'resumed' | 'engine'
      readonly text: string
    }
  | { readonly type: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly type: 'paused'; readonly rowsSeen: number }
  | { readonly type: 'resumed'; readonly rowsSeen: number }

export type Phase = 'drawing rows' | 'fitting features' | 'starting the engine' | 'training' | 'testing'

export type Ending =
  /** `isImproving`: validation was still getting better, see `wasImproving`. */
  | { readonly reason: 'finished'; readonly text: string; readonly isImproving?: boolean }
  | { readonly reason: 'early stop'; readonly text: string }
  | { readonly reason: 'stopped'; readonly text: string }
  /** `text` says at which rate and why; the last checkpoint is the last good point. */
  | { readonly reason: 'diverged'; readonly text: string }

/** A part of the rows as pictures draw it, on the labels that fell and, where the truth is known, in expectation. */
export interface PartReport {
  readonly rows: number
  /** Labels that fell as positive. */
  readonly positives: number
  readonly labelled: PartReading
  /** null where there is no truth. */
  readonly expected: PartReading | null
}

export interface PartReading {
  readonly curves: Curves
  /**
   * Counts at the threshold that the run chose for itself. On validation each fold is cut at the threshold that the other folds
   * choose, so these counts need not lie on the curve; on test they do.
   */
  readonly own: ConfusionCounts
}

/** A run before anything corrected its scores, each reading cut at a threshold that is chosen on the uncorrected scores of validation. */
export interface Uncorrected {
  readonly validation: Measured
  readonly test: Measured | null
  /** Of validation, on its labels. */
  readonly calibration: Curves['calibration']
  /** Best F1 on all of validation. */
  readonly threshold: number
  /** Calibration of each part. */
  readonly parts: { readonly validation: CalibrationReadings; readonly test: CalibrationReadings | null }
}

export interface CalibrationReadings {
  readonly labelled: Curves['calibration']
  /** null where there is no truth. */
  readonly expected: Curves['calibration'] | null
}

/** How validation is read as if it were new, although a threshold and a recalibration were chosen on it. */
export interface CrossFit {
  /** Recalibration and threshold of each fold are fitted on the others; 0 where positives are too few, so that nothing is. */
  readonly folds: number
  /** What a fold holds whole, in the plural: `requests`, `customers`, `rows`. */
  readonly unit: string
}

/** Mean score over the share of positives in validation, with a 95 % interval. */
export interface OffLevel {
  readonly ratio: number
  readonly low: number
  readonly high: number
  /** The same in a sentence, with what can be done about it. */
  readonly text: string
}

export interface RunReport {
  readonly id: string
  /** The engine that trained it; null where it is not known. */
  readonly engine: EngineId | null
  readonly ending: Ending
  readonly rowsSeen: number
  /** Rows seen at the weights that were kept. */
  readonly bestRowsSeen: number
  /** Chosen on all of validation: best F1. What test and live traffic are cut at. */
  readonly threshold: number
  /**
   * Cross-fitted: each fold under the recalibration and the threshold that the other folds choose. Not so the checkpoint that is
   * kept, the best of many on these rows: validation flatters it, test does not.
   */
  readonly validation: Measured
  /** How `validation` was cross-fitted; null where it was measured on the rows that the run was tuned on. */
  readonly crossFit: CrossFit | null
  /** Read at the end, and where trees are wound back; null where the run was stopped before it or has no test part. */
  readonly test: Measured | null
  /** Of validation: what every threshold picture draws. */
  readonly curves: Curves
  /** What pictures draw of each part; of test null too where it was read, but not kept. */
  readonly parts: { readonly validation: PartReport; readonly test: PartReport | null }
  /** By how much the labels of test favour the model beyond their true probabilities, by metric; none where it is not known. */
  readonly excess: readonly Excess[]
  /** Value of its decisions on each part, where it was requested. */
  readonly value?: { readonly validation: ValueReport; readonly test: ValueReport | null }
  /** null where it was trained elsewhere. */
  readonly trainRowsPerSecond: number | null
  /** Of the run's own engine. */
  readonly scoreRowsPerSecond: number
  /** Who scored test, where the table is so large that a GPU might have; else the engine scored all. */
  readonly scoredBy?: ScoredBy
  /** Floating-point operations that the network takes to score one row; of others left out. */
  readonly flopsPerRow?: number
  /** Weights kept, to score with later. */
  readonly checkpoint: Checkpoint
  /** What corrects its scores. */
  readonly correction: Correction
  /** The model as it came out of training; null where nothing corrects it. */
  readonly uncorrected: Uncorrected | null
  /** Its training rows; null where they are not known. */
  readonly trained: { readonly rows: number; readonly positives: number } | null
  /** Its settings as they were used, with the value that `auto` chose; null where they are not known. */
  readonly resolved: Settings | null
  /** How far scores are off on average, where it is more than a tenth and more than chance, and nothing recalibrates them. */
  readonly offLevel?: OffLevel
  /** What a person should know of this training, in plain sentences: what was asked for and had no effect, what is too little to go by. */
  readonly notes?: readonly string[]
}

/** Orders to a training under way. */
export type Command =
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'step' }
  | { readonly type: 'stop' }
  | { readonly type: 'rate'; readonly rate: number }
  /** From now on at most so many threads, the worker's own included; it changes no result. */
  | { readonly type: 'threads'; readonly count: number }
