import type { EngineKind } from './engine.ts'

export const tfjsWebgl = {
  id: 'tfjs-webgl',
  label: 'TensorFlow.js on WebGL',
  short: 'tfjs WebGL',
  help: 'Runs on the graphics card through WebGL 2. What it gives up: another card, driver or browser gives other last digits.',
  reproducible: false,
  givesUp: 'another card, driver or browser gives other last digits',
  start: async (host) => (await import('./tfjs/engine.ts')).startTfjs('tfjs-webgl', 'webgl', host),
  async startScoring(host) {
    const { startTfjs } = await import('./tfjs/engine.ts')
    return startTfjs('tfjs-webgl', 'webgl', host)
  },
} as const satisfies EngineKind
