import type { LabHost } from '../src/core/lab.ts'
import { drawPool } from './draw-pool.ts'
import { messageYielder } from './yield-to-messages.ts'
import { kernelThreads, loadKernels } from './kernels.ts'
import { startTfjs } from './tfjs-host.ts'

/** The worker's half of the platform: what the core may use of a browser. */
export function browserHost(busy: LabHost['busy']): LabHost {
  const shares = typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated === true
  return {
    now: () => performance.now(),
    yieldToMessages: messageYielder(),
    busy,
    tfjs: startTfjs,
    kernels: loadKernels,
    threads: kernelThreads(shares),
    gpu: navigator.gpu ?? null,
    shares,
    // One draw pool a page: lanes that draw copies of their own would only fight over the same cores.
    drawPool: self.name === 'tables' ? drawPool(shares) : null,
  }
}
