import type { Network } from '../../networks/network.ts'
import type { Batch } from '../engine.ts'
import { engineLost } from '../../kernel/engine-lost.ts'
import { openBatches, type Chunk } from './batches.ts'
import { guarded, type Gpu } from './gpu.ts'
import { planOf } from './plan.ts'
import { openReadback } from './readback.ts'
import { shaderOf } from './shader.ts'
import { openWeights } from './weights.ts'

/** A network on the graphics card, to score with. */
export interface GpuScorer {
  /** Weights in the order of `parametersOf`. */
  setWeights(weights: Float32Array): void
  /**
   * Writes one logit per row into `logits` from `at` on. The batch is read before the first wait, so that the next rows may
   * be encoded into it meanwhile.
   * @throws EngineLost where the card is lost or refuses
   */
  score(batch: Batch, logits: Float32Array, at: number): Promise<void>
  dispose(): void
}

/** @throws one line with the bytes needed where the network does not fit the card */
export function openScorer(gpu: Gpu, network: Network): GpuScorer {
  gpu.enter()
  const { device } = gpu
  const plan = planOf(network, gpu.limits)
  const batches = openBatches(gpu, plan)
  const readback = openReadback(device)
  const opened = guarded(gpu, () => {
    const weights = openWeights(gpu, plan)
    const module = device.createShaderModule({ code: shaderOf(plan) })
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'score' } })
    const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries: weights.entries })
    return { weights, pipeline, group, layout: pipeline.getBindGroupLayout(1) }
  })
  // Known after the first score.
  opened.checked.catch(() => {})
  let disposed = false

  function submit(chunk: Chunk, room: GPUBuffer): void {
    const { pipeline, group, layout } = opened.value
    const inputs = [chunk.numeric, chunk.codes].flatMap((buffer, i) =>
      buffer ? [{ binding: 1 + i, resource: { buffer } }] : []
    )
    const logits = { binding: 0, resource: { buffer: room, offset: 4 * chunk.from, size: 4 * chunk.rows } }
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.setBindGroup(1, device.createBindGroup({ layout, entries: [logits, ...inputs] }))
    pass.dispatchWorkgroups(Math.ceil(chunk.rows / plan.tiling.rows))
    pass.end()
    device.queue.submit([encoder.finish()])
  }

  return {
    setWeights(values) {
      gpu.enter()
      opened.value.weights.set(values)
    },

    async score(batch, logits, at) {
      if (!batch.rows) return
      gpu.enter()
      const { value: read, checked } = guarded(gpu, () => {
        const room = readback.roomFor(batch.rows)
        for (const chunk of batches.chunksOf(batch)) submit(chunk, room)
        return readback.read(batch.rows, (values) => logits.set(values, at))
      })
      try {
        await Promise.all([opened.checked, checked, read])
      } catch (error) {
        if (disposed) throw new Error('the scorer was disposed of while it scored', { cause: error })
        gpu.enter()
        throw engineLost((error as Error).message)
      }
      gpu.enter()
    },

    dispose() {
      disposed = true
      opened.value.weights.dispose()
      batches.dispose()
      readback.dispose()
    },
  }
}
