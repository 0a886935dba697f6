import type { Knobs } from '../core/kernel/knobs.ts'
import { models } from '../core/models/index.ts'
import type { Lane } from '../scenarios/scenario.ts'

/** The knobs of a lane's model. */
export function knobsOf(lane: Lane): Knobs {
  return models.find((model) => model.id === lane.model)?.knobs ?? {}
}
