import type { EngineKind } from './engine.ts'

export const fused = {
  id: 'fused',
  label: 'Skewlab on the processor',
  short: 'Skewlab',
  help: 'Our own SIMD kernels, on every core that is free; the same bytes on every machine, whatever the number of cores.',
  reproducible: true,
  givesUp: '',
  start: async (host) => (await import('./fused/engine.ts')).startFused('fused', false, host),
} as const satisfies EngineKind
