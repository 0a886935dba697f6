import type { LabHost } from '../src/core/lab.ts'
import { drawCrew } from './draw-pool.ts'
import { breather } from './yield-to-messages.ts'
import { kernelThreads, loadKernels } from './kernels.ts'
import { startTfjs } from './tfjs-host.ts'

/** The worker's half of the platform: what the core may use of a browser. */
export function browserHost(busy: LabHost['busy']): LabHost {
  const shares = typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated === true
  return {
    now: () => performance.now(),
    breathe: breather(),
    busy,
    tfjs: startTfjs,
    kernels: loadKernels,
    threads: kernelThreads(shares),
    gpu: navigator.gpu ?? null,
    shares,
    // One crew a page: lanes that draw copies of their own would only fight over the same cores.
    crew: self.name === 'tables' ? drawCrew(shares) : null,
  }
}
