import type { Engine, EngineId } from '../engines/engine.ts'
import { engineOf } from '../engines/index.ts'
import type { LabHost } from './contract.ts'

const START_LIMIT_MS = 30_000

/** Engines of this host, each started once and again after it was lost. */
export function engineKeeper(host: LabHost): (id: EngineId) => Promise<Engine> {
  const started = new Map<EngineId, Promise<Engine>>()
  return (id) => {
    const running = started.get(id)
    if (running) return running
    host.busy('starting the engine', START_LIMIT_MS)
    const engine = engineOf(id)
      .start(host)
      .then((ready) => {
        void ready.lost.then(() => started.delete(id))
        return ready
      })
    engine.catch(() => started.delete(id))
    started.set(id, engine)
    return engine
  }
}
