import type { EngineKind } from './engine.ts'
import { startFused } from './fused/engine.ts'
import { scoringOn } from './webgpu/engine.ts'
import { startGpu } from './webgpu/gpu.ts'

export const fusedWebgpu = {
  id: 'fused-webgpu',
  label: 'Skewlab on WebGPU',
  short: 'Skewlab + WebGPU',
  help: 'Trains with our own kernels on the processor and scores on the graphics card, a whole network in one go; results agree within a tolerance, not bit for bit.',
  reproducible: false,
  async start(host) {
    if (!host.gpu) throw new Error('WebGPU is not available here')
    const gpu = await startGpu(host.gpu)
    try {
      return scoringOn(gpu, await startFused('fused-webgpu', false, host))
    } catch (error) {
      gpu.dispose()
      throw error
    }
  },
} satisfies EngineKind
