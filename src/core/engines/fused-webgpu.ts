import type { EngineKind } from './engine.ts'

export const fusedWebgpu = {
  id: 'fused-webgpu',
  label: 'Skewlab on WebGPU',
  short: 'Skewlab + WebGPU',
  help: 'Trains with our own kernels on the processor and scores on the graphics card, a whole network in one go. What it gives up: early stopping and thresholds go by those scores too, and another card, driver or browser gives other last digits.',
  reproducible: false,
  trainsAs: 'fused',
  givesUp: 'another card, driver or browser gives other last digits',
  async start(host) {
    if (!host.gpu) throw new Error('WebGPU is not available here')
    const [{ startFused }, { scoringOn }, { startGpu }] = await Promise.all([
      import('./fused/engine.ts'),
      import('./webgpu/engine.ts'),
      import('./webgpu/gpu.ts'),
    ])
    const gpu = await startGpu(host.gpu)
    try {
      return scoringOn(gpu, await startFused('fused-webgpu', false, host))
    } catch (error) {
      gpu.dispose()
      throw error
    }
  },
  async startScoring(host) {
    if (!host.gpu) throw new Error('WebGPU is not available here')
    const [{ openScorer }, { startGpu }] = await Promise.all([import('./webgpu/scorer.ts'), import('./webgpu/gpu.ts')])
    const gpu = await startGpu(host.gpu)
    return {
      open(network, { weights }) {
        const scorer = openScorer(gpu, network)
        scorer.setWeights(weights)
        return scorer
      },
    }
  },
} as const satisfies EngineKind
