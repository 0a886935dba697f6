import type { NetworkState } from '../../engines/engine.ts'
import type { ModelState } from '../../training/run.ts'

export function isNetworkState(state: ModelState): state is NetworkState {
  return 'weights' in state && 'firstMoment' in state
}

/** The weights of a network. @throws where something else was learnt */
export function networkStateOf(state: ModelState): NetworkState {
  if (!isNetworkState(state)) throw new Error('these are no weights of a network: train the model again')
  return state
}
