import type { LabHost } from '../src/core/lab.ts'
import { drawCrew } from './crew.ts'
import { kernelThreads, loadKernels } from './kernels.ts'
import { startTfjs } from './tfjs-host.ts'

/** The worker's half of the platform: what the core may use of a browser. */
export function browserHost(busy: LabHost['busy']): LabHost {
  const channel = new MessageChannel()
  const waiting: (() => void)[] = []
  channel.port1.onmessage = () => waiting.shift()?.()
  const shares = typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated === true
  return {
    now: () => performance.now(),
    // Animation frames and timers stall in hidden tabs; messages do not.
    breathe: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        channel.port2.postMessage(null)
      }),
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
