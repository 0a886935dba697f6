import type { Learner } from '../learner.ts'
import type { FittedNetwork } from './fitted.ts'
import { isNetworkState } from './state.ts'
import type { NetworkState } from '../../engines/engine.ts'

/** A network, trained batch by batch on an engine, or where it is linear by L-BFGS on all rows at once. */
export const network: Learner<FittedNetwork, NetworkState> = {
  id: 'network',
  learns: 'weights of a network',
  trainedBy: null,
  countedIn: 'rows',
  lengthKnob: 'epochs',
  hasRate: ({ optimiser }) => optimiser !== 'lbfgs',
  isState: isNetworkState,
  keptState: ({ state, best }) => (best?.weights ? { ...state, weights: best.weights } : state),
  load: async () => (await import('./work.ts')).networkAtWork,
}
