import type { LabHost } from '../src/core/lab.ts'
import { startTfjs } from './tfjs-host.ts'

/** The worker's half of the platform: what the core may use of a browser. */
export function browserHost(busy: LabHost['busy']): LabHost {
  const channel = new MessageChannel()
  const waiting: (() => void)[] = []
  channel.port1.onmessage = () => waiting.shift()?.()
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
    shares: typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated === true,
  }
}
