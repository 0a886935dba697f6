import type { Checkpoint, ModelState } from '../training/run.ts'
import type { Learner } from './learner.ts'

/** What a checkpoint keeps to score with. @throws one line where another learner made it */
export function keptStateOf(learner: Learner, checkpoint: Checkpoint): ModelState {
  refuseOthers(learner, checkpoint)
  return learner.keptState(checkpoint)
}

/** @throws one line where another learner made it */
export function refuseOthers(learner: Learner, { state }: Checkpoint): void {
  if (!learner.isState(state)) throw new Error(`these are no ${learner.learns}: train the model again`)
}
