import { datasetOf } from '../../../datasets/index.ts'
import type { Encoder } from '../features/encoder.ts'
import { fitEncoder } from '../features/fit-encoder.ts'
import { modelOf } from '../models/index.ts'
import type { TrainingSettings } from '../models/model.ts'
import type { Network } from '../networks/network.ts'
import type { RunSpec } from '../training/run.ts'
import type { Prepared } from './tables.ts'

/** A model made ready for its rows: all that can be known before training. */
export interface Fitted {
  readonly encoder: Encoder
  readonly network: Network
  readonly training: TrainingSettings
  /** Share of positives among its training rows: what the trivial predictor says. */
  readonly baseRate: number
}

/** Fits features and lays out the network; the last one is kept, so that warming up saves the work of training. */
export function fitter(): (spec: RunSpec, prepared: Prepared) => Fitted {
  let kept: { key: string; prepared: Prepared; fitted: Fitted } | null = null
  return (spec, prepared) => {
    const key = JSON.stringify([spec.model, spec.settings])
    if (kept?.key !== key || kept.prepared !== prepared) kept = { key, prepared, fitted: fit(spec, prepared) }
    return kept.fitted
  }
}

function fit({ model: id, settings: chosen, recipe }: RunSpec, { draw, split }: Prepared): Fitted {
  const model = modelOf(id)
  const settings = chosen as Parameters<typeof model.network>[0]
  const crosses = datasetOf(recipe.dataset).crosses ?? []
  const encoder = fitEncoder(draw.table, split.train, model.features(settings, draw.table.schema, crosses))
  let positives = 0
  for (const row of split.train) positives += draw.table.label[row]
  return {
    encoder,
    network: model.network(settings, encoder),
    training: model.training(settings),
    baseRate: split.train.length ? positives / split.train.length : 0,
  }
}
