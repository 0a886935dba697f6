import type { EngineKind } from './engine.ts'
import { fused } from './fused.ts'
import { fusedRelaxed } from './fused-relaxed.ts'
import { fusedWebgpu } from './fused-webgpu.ts'
import { tfjsCpu } from './tfjs-cpu.ts'
import { tfjsWasm } from './tfjs-wasm.ts'
import { tfjsWebgl } from './tfjs-webgl.ts'
import { tfjsWebgpu } from './tfjs-webgpu.ts'

export const engines = [
  fused,
  fusedRelaxed,
  fusedWebgpu,
  tfjsWasm,
  tfjsWebgpu,
  tfjsWebgl,
  tfjsCpu,
] as const satisfies readonly EngineKind[]

export type EngineId = (typeof engines)[number]['id']

/** An engine of the catalogue. */
export interface ListedEngine extends EngineKind {
  readonly id: EngineId
  readonly trainsAs?: EngineId
}

/** What trains and scores where nothing was chosen: the same bytes on every machine. */
export const usualEngine = fused.id

/** @throws where there is no such engine */
export function engineOf(id: string): ListedEngine {
  const found: ListedEngine | undefined = engines.find((engine) => engine.id === id)
  if (!found) throw new Error(`unknown engine: ${id}; expected one of ${engines.map((engine) => engine.id).join(', ')}`)
  return found
}
