import type { Checkpoint } from '../training/run.ts'
import type { Learner } from './learner.ts'

/**
 * A checkpoint of which only the first so many rounds are kept; it still holds them all, so that it can go forward again.
 * @throws one line where it has not that many
 */
export function rewoundTo(learner: Learner, checkpoint: Checkpoint, rounds: number): Checkpoint {
  const { state, rowsSeen } = checkpoint
  if (!learner.rewinds || !learner.isState(state))
    throw new Error(`invalid rounds: ${rounds}; expected none, as ${learner.learns} have no earlier rounds`)
  const all = learner.rewinds.roundsOf(state)
  if (!(rounds >= 1 && rounds <= all))
    throw new Error(`invalid rounds: ${rounds}; expected 1 to ${all} ${learner.learns}`)
  return { ...checkpoint, best: { loss: Infinity, rowsSeen: (rowsSeen * rounds) / all, weights: null } }
}
