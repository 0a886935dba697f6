import type { EngineKind } from './engine.ts'

export const tfjsWebgl = {
  id: 'tfjs-webgl',
  label: 'TensorFlow.js on WebGL',
  short: 'tfjs WebGL',
  help: 'Runs on the graphics card through WebGL 2; results agree within a tolerance, not bit for bit.',
  reproducible: false,
  start: async (host) => (await import('./tfjs/engine.ts')).startTfjs('tfjs-webgl', 'webgl', host),
} satisfies EngineKind
