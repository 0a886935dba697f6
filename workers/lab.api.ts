import type { DataSummary, EngineReading, TrainOptions, WindowReport, WindowSpec } from '../src/core/lab.ts'
import type { Draw, RowRange } from '../src/core/kernel/table.ts'
import type { Split } from '../src/core/training/split.ts'
import type { EngineId } from '../src/core/engines/engine.ts'
import type { MetricOptions } from '../src/core/metrics/metric.ts'
import type { Checkpoint, Command, Recipe, RunReport, RunSpec, TrainEvent } from '../src/core/training/run.ts'

/** The lab as the page calls it; only cloneable values and ids cross. Every call may reject with one plain line. */
export interface LabApi {
  /** Draws the recipe's table (kept until another recipe comes) and describes it. */
  prepare(recipe: Recipe, options: MetricChoice): Promise<DataSummary>
  /** The drawn table over shared memory, for other workers; null where the page is not isolated. */
  share(recipe: Recipe): Promise<Draw | null>
  train(spec: RunSpec, options: Omit<TrainOptions, 'commands'>): Promise<RunReport>
  /** Orders the training under way. */
  command(command: Command): void
  /** Makes a finished run ready to score again, after a reload. */
  restore(spec: RunSpec, checkpoint: Checkpoint): Promise<void>
  /** Scores one window of traffic with a run this worker trained or restored. */
  watch(runId: string, window: WindowSpec): Promise<WindowReport>
  /** Simulated seconds at which the recipe's rows end. */
  end(recipe: Recipe): number
  /** Rows that arrive between two moments, in simulated seconds. */
  rowsBetween(recipe: Recipe, from: number, to: number): RowRange
  /** Trains and scores a growing batch of a small network on one engine. */
  measure(engine: EngineId): Promise<EngineReading>
  /** Rows of one part as a file. */
  exportPart(recipe: Recipe, part: keyof Split, format: 'csv' | 'parquet'): Promise<Uint8Array<ArrayBuffer>>
}

export type MetricChoice = Pick<MetricOptions, 'k' | 'gain'>

/** A training's event, or a sign of life: a worker beats once a second, or says what keeps it from beating. */
export type LabMessage =
  | TrainEvent
  | { readonly type: 'beat' }
  | { readonly type: 'busy'; readonly reason: string; readonly limitMs: number }
