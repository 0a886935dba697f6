import type * as Tfjs from '@tensorflow/tfjs-core'
import { Random } from '../../kernel/random.ts'
import type { Engine, EngineHost, Trainee } from '../engine.ts'
import { engineLost } from '../../kernel/engine-lost.ts'
import { registerKernels } from './kernels.ts'
import { watchGpu, type Watch } from './lost.ts'
import { openTrainee, type Device } from './trainee.ts'

/** Steps queued on a GPU before training waits for it. */
const GPU_QUEUE = 8

/** An engine of tfjs on one backend. @throws one line saying why the backend cannot run here */
export async function startTfjs(
  id: string,
  backend: 'cpu' | 'wasm' | 'webgl' | 'webgpu',
  host: EngineHost
): Promise<Engine> {
  const tf = await host.tfjs(backend)
  const gpu = backend === 'webgl' || backend === 'webgpu'
  if (backend === 'wasm' || backend === 'cpu') registerKernels(tf, backend)
  // Codes of categorical values beyond 2048 are not whole in 16 bits.
  if (backend === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE'))
    throw new Error('this GPU renders 16-bit floats only, which is too coarse to train with')
  const watch = gpu ? watchGpu(tf, backend) : null
  const trainees = new Set<Trainee>()
  const device = deviceOf(tf, backend, watch)
  return {
    id,
    lost: watch?.lost ?? new Promise(() => {}),
    open(network, state, { random = Random.of(0) } = {}) {
      const trainee = openTrainee(device, network, state, random)
      const tracked: Trainee = {
        ...trainee,
        dispose() {
          if (trainees.delete(tracked)) trainee.dispose()
        },
      }
      trainees.add(tracked)
      return tracked
    },
    dispose() {
      for (const trainee of [...trainees]) trainee.dispose()
    },
  }
}

function deviceOf(tf: typeof Tfjs, backend: string, watch: Watch | null): Device {
  return {
    tf,
    queue: watch ? GPU_QUEUE : 0,
    enter() {
      const reason = watch?.reason()
      if (reason) throw engineLost(reason)
      // Settled when it returns: the backend is ready, and only its first start waits.
      if (tf.getBackend() !== backend) void tf.setBackend(backend)
    },
    async read(tensor) {
      if (!watch) return tensor.data<'float32'>()
      const lost = watch.lost.then((reason) => Promise.reject(engineLost(reason)))
      // A destroyed device refuses reads before it says that it is lost.
      const data = tensor.data<'float32'>().catch(({ message }: Error) => Promise.reject(engineLost(message)))
      const values = await Promise.race([data, lost])
      const reason = watch.reason()
      if (reason) throw engineLost(reason)
      return values
    },
  }
}
