import type { Progress } from '../datasets/imports/import.ts'
import type { Lab, Training, TrainOptions } from '../src/core/lab.ts'
import type { QuestionId } from '../src/core/questions/kinds/index.ts'
import type { Command, RunSpec, TrainEvent } from '../src/core/training/run.ts'
import type { FaceOf } from '../src/bridge/face.ts'

/** The doors of the core, but that orders to a training come in through a call of their own. */
export interface LabDoors extends Omit<Lab, 'runs'> {
  readonly runs: Omit<Lab['runs'], 'train'> & {
    train(spec: RunSpec, options: Omit<TrainOptions, 'commands'>): Training
    /** Orders the training under way. */
    command(command: Command): Promise<void>
  }
}

/** The lab as the page calls it. */
export type LabApi = FaceOf<LabDoors>

/** A training's event, or how far something is. */
export type LabMessage =
  | TrainEvent
  | ({ readonly type: 'reading' } & Progress)
  | { readonly type: 'reaching'; readonly rows: number; readonly share: number }
  | { readonly type: 'asking'; readonly question: QuestionId; readonly share: number }
