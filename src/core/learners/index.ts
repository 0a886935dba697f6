import { modelOf } from '../models/index.ts'
import type { Learner } from './learner.ts'
import { network } from './network/index.ts'
import { trees } from './trees/index.ts'

export const learners: readonly Learner[] = [network, trees]

/** The learner of a model. @throws where there is no such model, or it names no learner */
export function learnerOf(modelId: string): Learner {
  const { label, learner: id } = modelOf(modelId)
  const found = learners.find((learner) => learner.id === id)
  if (!found)
    throw new Error(`unknown learner of ${label}: ${id}; expected one of ${learners.map(({ id }) => id).join(', ')}`)
  return found
}
