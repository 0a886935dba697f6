import type { DataSummary, EngineReading, TrainOptions, WindowReport, WindowSpec } from '../src/core/lab.ts'
import type { Draw } from '../src/core/kernel/table.ts'
import type { EngineId } from '../src/core/engines/engine.ts'
import type { MetricOptions } from '../src/core/metrics/metric.ts'
import type { Checkpoint, Command, Recipe, RunReport, RunSpec, TrainEvent } from '../src/core/training/run.ts'

/** The lab as the page calls it; only cloneable values and ids cross. Every call may reject with one plain line. */
export interface LabApi {
  /** Draws the recipe's table (kept until another recipe comes) and describes it. */
  prepare(recipe: Recipe, options: Pick<MetricOptions, 'k' | 'gain'>): Promise<DataSummary>
  /** The drawn table over shared memory, for other workers; null where the page is not isolated. */
  share(recipe: Recipe): Promise<Draw | null>
  /** Trains to the end; events go out by the port as `TrainMessage[]`. */
  train(spec: RunSpec, options: Omit<TrainOptions, 'commands'>, telemetry: MessagePort): Promise<RunReport>
  command(command: Command): void
  /** Makes a finished run ready to score again, after a reload. */
  restore(spec: RunSpec, checkpoint: Checkpoint, engine: EngineId): Promise<void>
  /** Scores one window of traffic with a run this worker trained or restored. */
  watch(runId: string, window: WindowSpec): Promise<WindowReport>
  /** Trains and scores one growing batch of a small network on each engine. */
  measure(engine: EngineId): Promise<EngineReading>
  /** Rows of one part as a file. */
  exportPart(
    recipe: Recipe,
    part: 'train' | 'validation' | 'test',
    format: 'csv' | 'parquet'
  ): Promise<Uint8Array<ArrayBuffer>>
  /** Fault injection for tests of real failures; does nothing unless the page was opened for testing. */
  fail(fault: 'close' | 'lose-gpu'): void
}

/** What comes over the telemetry port: events, or a sign of life. */
export type TrainMessage =
  TrainEvent | { readonly type: 'beat' } | { readonly type: 'busy'; readonly reason: string; readonly limitMs: number }
