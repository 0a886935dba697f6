import type { Encoder } from '../../features/encoder.ts'
import { fitEncoder } from '../../features/fit-encoder.ts'
import { networkModel, type NetworkModel, type TrainingSettings } from '../../models/network-model.ts'
import type { Network } from '../../networks/network.ts'
import type { FitJob } from '../learner.ts'

/** A network laid out over what its encoder reads of the rows. */
export interface FittedNetwork {
  readonly encoder: Encoder
  readonly network: Network
  readonly training: TrainingSettings
  /** All rows at once to the minimum of the loss, or Adam, batch after batch. */
  readonly solver: 'lbfgs' | 'adam'
}

/** @throws where the model is no network */
export function fitNetwork({ model: any, settings, table, rows, crosses }: FitJob): FittedNetwork {
  const model = networkModel(any)
  const chosen = settings as unknown as Parameters<NetworkModel['network']>[0]
  const encoder = fitEncoder(table, rows, model.features(chosen, table.schema, crosses))
  return {
    encoder,
    network: model.network(chosen, encoder),
    training: model.training(chosen),
    solver: settings.optimiser === 'lbfgs' ? 'lbfgs' : 'adam',
  }
}
