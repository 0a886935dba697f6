import { engineLost } from '../../kernel/engine-lost.ts'
import { deviceLost } from '../lost.ts'

const wanted = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
] as const

export type GpuLimits = Readonly<Record<(typeof wanted)[number], number>>

/** A graphics card at work. */
export interface Gpu {
  readonly device: GPUDevice
  /** All that the card offers. */
  readonly limits: GpuLimits
  /** Settles with the reason when the device is lost, but not by `dispose`; never rejects. */
  readonly lost: Promise<string>
  /** @throws the reason once it is lost */
  enter(): void
  dispose(): void
}

/** @throws one line where there is no graphics card to be had */
export async function startGpu(gpu: GPU): Promise<Gpu> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new Error('WebGPU finds no graphics card here')
  const requiredLimits = Object.fromEntries(wanted.map((name) => [name, adapter.limits[name]]))
  const device = await adapter.requestDevice({ requiredLimits })
  let known: string | null = null
  let disposed = false
  const lost = new Promise<string>((resolve) => {
    void device.lost.then(({ message }) => {
      known = deviceLost(message)
      if (!disposed) resolve(known)
    })
  })
  return {
    device,
    limits: requiredLimits as GpuLimits,
    lost,
    enter() {
      if (known) throw engineLost(known)
    },
    dispose() {
      disposed = true
      device.destroy()
    },
  }
}

/**
 * Does the work and tells what the card had against it: errors come later on a GPU, and what is computed despite them
 * is zeros.
 */
export function guarded<T>({ device }: Gpu, work: () => T): { value: T; checked: Promise<void> } {
  device.pushErrorScope('out-of-memory')
  device.pushErrorScope('validation')
  try {
    const value = work()
    return { value, checked: settle() }
  } catch (error) {
    void settle().catch(() => {})
    throw error
  }

  async function settle(): Promise<void> {
    const errors = await Promise.all([device.popErrorScope(), device.popErrorScope()])
    const [error] = errors.filter((each) => each !== null)
    if (error) throw engineLost(`the graphics card refused: ${error.message.split('\n')[0]}`)
  }
}

/** Queues a copy of `count` elements from `from` on; the array may change as soon as it returns. */
export function upload(
  { device }: Gpu,
  buffer: GPUBuffer,
  { buffer: bytes, byteOffset }: Float32Array | Int32Array,
  from: number,
  count: number
): void {
  device.queue.writeBuffer(buffer, 0, bytes, byteOffset + 4 * from, 4 * count)
}
