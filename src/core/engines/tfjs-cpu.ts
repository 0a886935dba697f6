import type { EngineKind } from './engine.ts'

export const tfjsCpu = {
  id: 'tfjs-cpu',
  label: 'TensorFlow.js in plain JavaScript',
  short: 'tfjs cpu',
  help: 'Runs where nothing else does, slowly. What it gives up: another browser may give other last digits.',
  reproducible: false,
  isLastResort: true,
  givesUp: 'another browser may give other last digits',
  start: async (host) => (await import('./tfjs/engine.ts')).startTfjs('tfjs-cpu', 'cpu', host),
} as const satisfies EngineKind
