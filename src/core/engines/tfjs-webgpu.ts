import type { EngineKind } from './engine.ts'
import { startTfjs } from './tfjs/engine.ts'

export const tfjsWebgpu = {
  id: 'tfjs-webgpu',
  label: 'TensorFlow.js on WebGPU',
  short: 'tfjs WebGPU',
  help: 'Runs on the graphics card through WebGPU; results agree within a tolerance, not bit for bit.',
  reproducible: false,
  start: (host) => startTfjs('tfjs-webgpu', 'webgpu', host),
} satisfies EngineKind
