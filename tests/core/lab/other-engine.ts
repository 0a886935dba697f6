import type { ScoringGpu } from '../../../src/core/engines/engine.ts'
import { engineOf } from '../../../src/core/engines/index.ts'
import type { GpuRules } from '../../../src/core/scoring/gpus.ts'

/**
 * There is no GPU under Node: TensorFlow.js in plain JavaScript stands in its place, an engine of its own whose last digits are others.
 * `spoil` gets what each of its batches comes to.
 */
export function otherEngine(
  spoil: (batch: number, logits: Float32Array) => void = () => undefined
): GpuRules['kinds'][number] {
  let batches = 0
  return {
    ...{ id: 'fused-webgpu', short: 'GPU' },
    async startScoring(host): Promise<ScoringGpu> {
      const engine = await engineOf('tfjs-cpu').start(host)
      return {
        open(network, state) {
          const trainee = engine.open(network, state, { frozen: true })
          return {
            async score(batch, logits, at) {
              await trainee.score(batch, logits, at)
              spoil(batches++, logits.subarray(at, at + batch.rows))
            },
            dispose: () => trainee.dispose(),
          }
        },
      }
    },
  }
}
