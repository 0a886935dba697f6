import type { Engine, EngineHost } from '../engine.ts'
import { engineLost } from '../../kernel/engine-lost.ts'
import { Team } from '../../threads/team.ts'
import { openFused, type FusedTrainee } from './trainee.ts'

export interface FusedEngine extends Engine {
  open(...args: Parameters<Engine['open']>): FusedTrainee
}

/** Our SIMD kernels, by all the threads the host has. @throws one line where this machine has no such SIMD */
export async function startFused(id: string, relaxed: boolean, host: EngineHost): Promise<FusedEngine> {
  const shared = host.threads?.share ?? false
  const kind = relaxed ? 'relaxed' : 'plain'
  const bytes = await host.kernels(shared ? `${kind}-shared` : kind)
  if (!WebAssembly.validate(bytes))
    throw new Error(
      `no ${relaxed ? 'relaxed ' : ''}SIMD in the WebAssembly of this machine; TensorFlow.js runs without it`
    )
  const module = await WebAssembly.compile(bytes)
  const team = new Team(host.threads)
  const trainees = new Set<FusedTrainee>()
  let tell: (reason: string) => void = () => undefined
  let reason: string | null = null
  const lost = new Promise<string>((resolve) => (tell = resolve))
  return {
    id,
    lost,
    open(network, state, options = {}) {
      const enter = (): void => {
        if (reason) throw engineLost(reason)
      }
      const threads = shared ? null : host.threads
      const parts = { module, shared, team, threads, enter, onClose: () => trainees.delete(trainee) }
      const trainee = openFused(parts, network, state, options)
      trainees.add(trainee)
      return trainee
    },
    dispose() {
      for (const trainee of [...trainees]) trainee.dispose()
      reason = 'the engine was closed'
      tell(reason)
      team.dispose()
    },
  }
}
