import type { EngineKind } from './engine.ts'

export const tfjsWebgpu = {
  id: 'tfjs-webgpu',
  label: 'TensorFlow.js on WebGPU',
  short: 'tfjs WebGPU',
  help: 'Runs on the graphics card through WebGPU, where sums are added up in any order. What it gives up: two runs may differ in their last digits, on the same machine too.',
  reproducible: false,
  givesUp: 'two runs may differ in their last digits, on the same machine too',
  start: async (host) => (await import('./tfjs/engine.ts')).startTfjs('tfjs-webgpu', 'webgpu', host),
} as const satisfies EngineKind
