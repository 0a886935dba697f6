import type { EngineKind } from './engine.ts'

export const tfjsWasm = {
  id: 'tfjs-wasm',
  label: 'TensorFlow.js on WebAssembly',
  short: 'tfjs wasm',
  help: 'Runs anywhere on the processor, one thread, with SIMD; the same bytes on every machine.',
  reproducible: true,
  givesUp: '',
  start: async (host) => (await import('./tfjs/engine.ts')).startTfjs('tfjs-wasm', 'wasm', host),
} as const satisfies EngineKind
