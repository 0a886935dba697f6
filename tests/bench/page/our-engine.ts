import type { Engine } from '../../../src/core/engines/engine.ts'
import { engineOf, type EngineId } from '../../../src/core/engines/index.ts'
import { browserHost } from '../../../workers/host.ts'
import type { Facts } from '../bench.ts'
import { adapterName } from './adapter.ts'

export interface OurEngine {
  readonly engine: Engine
  readonly name: string
  readonly facts: Facts
}

export async function startEngine(id: EngineId): Promise<OurEngine> {
  const onGpu = id.endsWith('webgpu')
  const adapter = onGpu ? await adapterName() : null
  const engine = await engineOf(id).start(browserHost(() => undefined))
  const name = id.startsWith('tfjs-') ? `TensorFlow.js, our ${id}` : `ours on ${id}`
  if (adapter) return { engine, name: `${name}, ${adapter}`, facts: { adapter } }
  return { engine, name, facts: { cores: navigator.hardwareConcurrency } }
}
