import type { WindowReport } from '../core/lab.ts'

/** One model's windows of live traffic, oldest first. */
export interface OperationSeries {
  /** Lane of the race: colour, dash and marker. */
  readonly laneIndex: number
  readonly label: string
  readonly reports: readonly WindowReport[]
}

/** Something that happened to the world or to a model, at a simulated second. */
export interface OperationEvent {
  readonly time: number
  readonly kind: 'drift' | 'retrain'
  readonly text: string
}
