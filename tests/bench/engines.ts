import type { EngineId } from '../../src/core/engines/index.ts'

/** What the rows are about. */
export const DEFAULT_ENGINE: EngineId = 'fused'
export const RELAXED_ENGINE: EngineId = 'fused-relaxed'
export const GPU_ENGINE: EngineId = 'fused-webgpu'
