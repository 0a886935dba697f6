import type { Random } from '../kernel/random.ts'
import type { Settings } from '../kernel/knobs.ts'
import { parseSettings } from '../kernel/knobs.ts'
import { learnerOf } from '../learners/index.ts'
import type { LearnerHost } from '../learners/learner.ts'
import { modelOf } from '../models/index.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Others } from './others.ts'

export interface FitJob {
  readonly others: Others
  readonly random: Random
  readonly host: LearnerHost
  /** Hears which share of the fit is done. */
  readonly onProgress: (share: number) => void
}

/** A model and those of its settings that are not its usual ones. */
export interface LearnerChoice {
  readonly model: string
  readonly settings: Settings
}

/**
 * Fits a model on probabilities in place of labels. No label, treatment or early stop comes in.
 * @throws where its learner fits labels alone
 */
export async function fitTruth({ model: id, settings }: LearnerChoice, job: FitJob): Promise<Scorer> {
  const model = modelOf(id)
  const { fitTruth: fits } = await learnerOf(id).load()
  if (!fits) throw new Error(`${model.label} cannot be fitted on probabilities; expected a model that can`)
  const { others, ...more } = job
  return fits({ ...more, ...others, model, settings: parseSettings(model.knobs, settings).settings })
}
