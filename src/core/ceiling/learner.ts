import type { EngineHost } from '../engines/engine.ts'
import type { Random } from '../kernel/random.ts'
import type { Settings } from '../kernel/knobs.ts'
import { parseSettings } from '../kernel/knobs.ts'
import { modelOf } from '../models/index.ts'
import type { NetworkModel, TreesModel } from '../models/model.ts'
import type { Scorer } from '../scoring/scorers.ts'
import { fitNetwork } from '../learners/network/fit-truth.ts'
import { fitTrees } from '../learners/trees/fit-truth.ts'
import type { Others } from './others.ts'

export interface FitJob {
  readonly others: Others
  readonly random: Random
  readonly host: Pick<EngineHost, 'kernels' | 'threads' | 'tfjs' | 'gpu'> & {
    now(): number
    busy(reason: string, limitMs: number): void
    breathe(): Promise<void>
  }
  /** Hears which share of the fit is done. */
  readonly onProgress: (share: number) => void
}

/** A model and those of its settings that are not its usual ones. */
export interface LearnerChoice {
  readonly model: string
  readonly settings: Settings
}

/** Fits a model on probabilities in place of labels. No label, treatment or early stop comes in. */
export function fitTruth({ model: id, settings }: LearnerChoice, job: FitJob): Promise<Scorer> {
  const model = modelOf(id)
  const whole = parseSettings(model.knobs, settings).settings
  return model.sort === 'trees'
    ? fitTrees(model.boosting(whole as Parameters<TreesModel['boosting']>[0], job.others.table.schema), job)
    : fitNetwork(model, whole as Parameters<NetworkModel['network']>[0], job)
}
