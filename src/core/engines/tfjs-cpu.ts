import type { EngineKind } from './engine.ts'

export const tfjsCpu = {
  id: 'tfjs-cpu',
  label: 'TensorFlow.js in plain JavaScript',
  short: 'tfjs cpu',
  help: 'Runs where nothing else does, slowly; results agree within a tolerance, not bit for bit.',
  reproducible: false,
  start: async (host) => (await import('./tfjs/engine.ts')).startTfjs('tfjs-cpu', 'cpu', host),
} satisfies EngineKind
