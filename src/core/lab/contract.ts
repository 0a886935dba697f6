import type { DrawTarget } from '../../../datasets/dataset.ts'
import type { OpenedFile, Progress } from '../../../datasets/opened-file.ts'
import type { AuditedColumn } from '../audit/audit.ts'
import type { ColumnCeiling, ColumnReach, ReachBasis } from '../ceiling/reach.ts'
import type { DetectorValues } from '../drift/detectors/detector-value.ts'
import type { Drift } from '../drift/kinds/kind.ts'
import type { EngineHost } from '../engines/engine.ts'
import type { EngineReading } from '../engines/picker.ts'
import type { CategoricalColumn, Draw, NumericColumn, RowRange } from '../kernel/table.ts'
import type { Measured, Need } from '../metrics/metric.ts'
import type { CommandSource } from '../training/commands.ts'
import type { LeftOut } from '../training/split.ts'
import type { Checkpoint, DataFile, Recipe, RunReport, TrainEvent } from '../training/run.ts'
import type { QuestionId } from '../questions/kinds/index.ts'
import type { Warning } from './warnings.ts'
import type { MetricChoice } from '../training/metric-choice.ts'

export type { AuditedColumn, EngineReading, ColumnCeiling, ColumnReach, LeftOut, ReachBasis, MetricChoice, Warning }

/** What a platform gives the core: a worker and Node each have one. */
export interface LabHost extends EngineHost {
  /** Milliseconds of a monotonic clock; used for rates alone and for who scores what decides nothing, never for results. */
  now(): number
  /** Lets messages in between two batches, without animation frames or timers. */
  yieldToMessages(): Promise<void>
  /** Announces that the thread will be kept for a while, so that silence is not taken for death. */
  busy(reason: string, limitMs: number): void
  /** Reports the progress of reading a file. */
  reading?(progress: Progress): void
  /** Says which share of a question's answer is done. */
  asking?(question: QuestionId, share: number): void
  /** Says at how many rows a fit on the truth is, and which share of it is done. */
  reaching?(rows: number, share: number): void
  /** Whether memory can be shared between workers. */
  readonly shares: boolean
  /** Further workers that draw parts of a large table; null where the platform has none. */
  readonly drawPool: DrawPool | null
}

export interface DrawPool {
  /** Those worth having for so many rows of a recipe, whose world each of them begins to work out. */
  call(recipe: Recipe, rows: number): readonly DrawHelper[]
}

/** Draws these rows of the recipe into their place. Rejects where the helper is lost. */
export type DrawHelper = (range: RowRange, into: DrawTarget) => Promise<void>

/** What is known of a table before any model: for the Data page, and the quiet lines of every chart. */
export interface DataSummary {
  /** Whose rows they are; tables of earlier visits do not say. */
  readonly dataset?: string
  readonly rows: Parts
  /** Rows of the whole table, of which some may be in no part; tables of earlier visits do not say. */
  readonly drawn?: number
  /** Rows in no part, by why; tables of earlier visits do not say. */
  readonly left?: readonly LeftOut[]
  /** What is wrong with these rows, or was assumed of them; tables of earlier visits do not say. */
  readonly warnings?: readonly Warning[]
  /** Days after which labels of training count as settled, for both classes; null where each row says by itself, or labels come at once. */
  readonly settledAfterDays?: number | null
  readonly baseRate: Parts
  /** What became of a file's rows; null where rows come from a world. */
  readonly imported?: ImportedSummary | null
  /** Expected share of positives by the settings of the world; null where it is not known. */
  readonly expectedBaseRate: number | null
  readonly bytes: number
  readonly drawMs: number
  readonly days: number
  /** Ceilings and guessing, on the validation rows that live curves use and on test. `ceiling` is null without truth. */
  readonly validation: Reference
  /** Validation rows that live curves use, the first ones; tables of earlier visits do not say. */
  readonly liveRows?: number
  /** The same on all validation rows, on which a run is measured at its end; not known to tables of earlier visits. */
  readonly wholeValidation?: Reference
  readonly test: Reference | null
  /** What metrics may need and these rows have not; tables of earlier visits do not say. */
  readonly lacks?: readonly Need[]
  readonly columns: readonly ColumnSummary[]
  /** Impressions and clicks by position, and the mean true probability of a click there. */
  readonly positions: readonly {
    readonly position: number
    readonly rows: number
    readonly positives: number
    readonly expected: number
  }[]
  readonly hours: readonly { readonly hour: number; readonly rows: number; readonly positives: number }[]
  /** Rows by true logit, equal-width bins. */
  readonly truth: { readonly low: number; readonly high: number; readonly rows: readonly number[] } | null
  /** The first rows, as text, to look at. */
  readonly sample: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
}

/** What became of a file's rows, what a person chose of how they are read, and what was assumed of the rest. */
export type ImportedSummary = Pick<OpenedFile, 'malformed' | 'label' | 'notes' | 'hasTime'> &
  /** Summaries of earlier visits do not say. */
  Partial<Pick<OpenedFile, 'rowsRead' | 'baseRate'>> &
  Pick<DataFile, 'choices' | 'assumptions'>

export interface Parts {
  readonly train: number
  readonly validation: number
  readonly test: number
}

/** What metrics are read against on one part of the rows. */
export interface Reference {
  /** What the world knows: the truth as score; null without truth. */
  readonly ceiling: Measured | null
  readonly trivial: Measured
  /** What these columns can reach; null, or left out, where there is no truth or it is not worked out for these settings. */
  readonly columns?: ColumnReach | null
}

export interface ColumnSummary {
  readonly id: string
  readonly label: string
  readonly help: string
  readonly kind: 'numeric' | 'categorical'
  readonly missing: number
  /** Categorical: values there could be, values seen, rows of the ten most frequent. */
  readonly cardinality?: number
  /** Categorical: what codes 1, 2, … are called; left out where values have no names. */
  readonly values?: readonly string[]
  /** As in the schema of the table. */
  readonly held?: NumericColumn['held']
  readonly numbers?: CategoricalColumn['numbers']
  readonly distinct?: number
  readonly top?: readonly { readonly value: string; readonly rows: number; readonly positives: number }[]
  /** Numeric: quantiles 0, 1, 25, 50, 75, 99, 100 %, and a histogram between the 1 % and 99 % quantiles. */
  readonly quantiles?: readonly number[]
  /** Numeric: the least and the greatest value of all rows; left out where every value is missing. */
  readonly range?: readonly [number, number]
  readonly histogram?: readonly number[]
}

/** A window of live traffic to score. */
export interface WindowSpec {
  readonly recipe: Recipe
  readonly from: number
  readonly to: number
  /** Every drift injected so far, with its start. */
  readonly drifts: readonly Drift[]
  /** Whole days that stability is measured against, in seconds; hours of the day are matched. */
  readonly reference: { readonly from: number; readonly to: number }
  readonly options: MetricChoice
}

export interface WindowReport {
  readonly from: number
  readonly to: number
  readonly rows: number
  readonly positives: number
  readonly values: Measured
  readonly ceiling: Measured | null
  readonly trivial: Measured
  /** Mean predicted and mean label: calibration at a glance. */
  readonly meanScore: number
  /** What each detector of the catalogue says. */
  readonly readings: readonly DetectorValues[]
}

/** One training under way: events as they come, then the report. */
export type Training = AsyncGenerator<TrainEvent, RunReport, undefined>

export interface TrainOptions {
  readonly metrics: MetricChoice
  /** Go on from here instead of from fresh weights. */
  readonly from?: Checkpoint
  /** Learning rate to go on with, where it is another than the checkpoint's. */
  readonly rate?: number
  /** Why it goes on from there, for the mark on the curve. */
  readonly resumedBecause?: string
  /** Draw this table instead of drawing it again. */
  readonly shared?: Draw
  readonly startPaused?: boolean
  /** At most so many threads, this one included, so that a race shares the machine; all there are where it is left out. */
  readonly threads?: number
  readonly commands: CommandSource
}

/** How far fits on the truth go: rows of the largest; 800,000 where it is left out. */
export interface FitLimits {
  readonly mostRows?: number
}
