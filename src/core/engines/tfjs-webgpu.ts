import type { EngineKind } from './engine.ts'

export const tfjsWebgpu = {
  id: 'tfjs-webgpu',
  label: 'TensorFlow.js on WebGPU',
  short: 'tfjs WebGPU',
  help: 'Runs on the graphics card through WebGPU; results agree within a tolerance, not bit for bit.',
  reproducible: false,
  start: async (host) => (await import('./tfjs/engine.ts')).startTfjs('tfjs-webgpu', 'webgpu', host),
} satisfies EngineKind
