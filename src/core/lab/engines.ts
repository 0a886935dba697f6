import type { Engine } from '../engines/engine.ts'
import { engineOf, type EngineId } from '../engines/index.ts'
import { engineLost } from '../kernel/engine-lost.ts'
import type { LabHost } from './contract.ts'

const START_LIMIT_MS = 30_000

/** Engines of this host, each started once and again after it was lost. An engine that cannot start is a lost one. */
export function engineKeeper(host: LabHost): (id: EngineId) => Promise<Engine> {
  const started = new Map<EngineId, Promise<Engine>>()
  return (id) => {
    const known = started.get(id)
    if (known) return known
    host.busy('starting the engine', START_LIMIT_MS)
    const engine = engineOf(id)
      .start(host)
      .then((ready) => {
        void ready.lost.then(() => started.delete(id))
        return ready
      })
    const running = engine.catch((cause: Error) => {
      started.delete(id)
      throw engineLost(cause.message)
    })
    started.set(id, running)
    return running
  }
}
