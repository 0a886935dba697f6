import { parametersOf } from '../../networks/network.ts'
import { upload, type Gpu } from './gpu.ts'
import { pack } from './layout.ts'
import type { Plan } from './plan.ts'

/** Weights that stay on the card until they change. */
export interface Weights {
  readonly entries: GPUBindGroupEntry[]
  set(weights: Float32Array): void
  dispose(): void
}

/** @throws one line with the bytes needed where the card does not bind as many at once */
export function openWeights(gpu: Gpu, { network, layout, reads }: Plan): Weights {
  const { device, limits } = gpu
  const allowed = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize)
  const packed = new Float32Array(4 * layout.quads)
  const tables = parametersOf(network).filter(
    ({ name }) => (name === 'embedding' && reads.embedding) || (name === 'wide/values' && reads.values)
  )
  const largest = Math.max(packed.length, ...tables.map(({ size }) => size))
  if (4 * largest > allowed)
    throw new Error(`the network needs ${4 * largest} bytes in one buffer of the graphics card; it takes ${allowed}`)

  const room = (floats: number): GPUBuffer =>
    device.createBuffer({ size: 4 * floats, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST })
  const dense = room(packed.length)
  const looked = tables.map((table) => ({ ...table, buffer: room(table.size) }))
  return {
    entries: [
      { binding: 0, resource: { buffer: dense } },
      ...looked.map(({ name, buffer }) => ({ binding: name === 'embedding' ? 1 : 2, resource: { buffer } })),
    ],
    set(weights) {
      pack(layout, weights, packed)
      upload(gpu, dense, packed, 0, packed.length)
      for (const { buffer, offset, size } of looked) upload(gpu, buffer, weights, offset, size)
    },
    dispose() {
      dense.destroy()
      for (const { buffer } of looked) buffer.destroy()
    },
  }
}
