import type { Progress } from '../datasets/imports/import.ts'
import type { Lab, TrainOptions } from '../src/core/lab.ts'
import type { Command, RunReport, RunSpec, TrainEvent } from '../src/core/training/run.ts'

/** The lab as the page calls it: the core's own, but that a training's events go out by telemetry and orders come in. */
export interface LabApi extends Omit<Lab, 'train' | 'predict'> {
  train(spec: RunSpec, options: Omit<TrainOptions, 'commands'>): Promise<RunReport>
  /** Orders the training under way. */
  command(command: Command): void
}

/** A training's event, or a sign of life: a worker beats once a second, or says what keeps it from beating. */
export type LabMessage =
  | TrainEvent
  | { readonly type: 'beat' }
  | ({ readonly type: 'reading' } & Progress)
  | { readonly type: 'reaching'; readonly rows: number; readonly share: number }
  | { readonly type: 'redrawing'; readonly share: number }
  | { readonly type: 'busy'; readonly reason: string; readonly limitMs: number }
