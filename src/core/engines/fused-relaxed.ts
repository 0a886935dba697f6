import type { EngineKind } from './engine.ts'

export const fusedRelaxed = {
  id: 'fused-relaxed',
  label: 'Skewlab on the processor, relaxed',
  short: 'Skewlab relaxed',
  help: 'The same kernels with fused multiply-add, faster where the processor has it. What it gives up: another machine or browser gives other last digits.',
  reproducible: false,
  givesUp: 'another machine or browser gives other last digits',
  start: async (host) => (await import('./fused/engine.ts')).startFused('fused-relaxed', true, host),
} as const satisfies EngineKind
