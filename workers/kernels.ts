import plain from '../build/kernels/plain.wasm?url'
import plainShared from '../build/kernels/plain-shared.wasm?url'
import relaxed from '../build/kernels/relaxed.wasm?url'
import relaxedShared from '../build/kernels/relaxed-shared.wasm?url'
import type { EngineHost, KernelBuild, KernelThread, KernelThreads } from '../src/core/engines/engine.ts'

const builds: Record<KernelBuild, string> = {
  plain,
  'plain-shared': plainShared,
  relaxed,
  'relaxed-shared': relaxedShared,
}

/** More threads than this gain little on networks of this size. */
const MOST_THREADS = 7
/** Starting included. */
const ANSWER_LIMIT_MS = 20_000

/** Our kernels, loaded when first asked for. @throws where they cannot be */
export const loadKernels: EngineHost['kernels'] = async (build) => {
  const response = await fetch(new URL(builds[build], import.meta.url))
  if (!response.ok) throw new Error(`the kernels could not be loaded: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** A worker for each further core; null where a worker can start none of its own. */
export function kernelThreads(share: boolean): KernelThreads | null {
  if (typeof Worker === 'undefined') return null
  const count = Math.min(MOST_THREADS, Math.max(1, navigator.hardwareConcurrency) - 1)
  return { count, share, start }
}

function start(): KernelThread {
  const worker = new Worker(new URL('./kernel.worker.ts', import.meta.url), { type: 'module', name: 'kernel' })
  // One that does not even load is done without.
  worker.addEventListener('error', (event) => event.preventDefault())
  const asked: ((answer: unknown) => void)[] = []
  worker.addEventListener('message', (event) => asked.shift()?.(event.data))
  return {
    post: (message) => worker.postMessage(message),
    ask: (message, transfer) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('a kernel thread stopped answering')), ANSWER_LIMIT_MS)
        asked.push((answer) => {
          clearTimeout(late)
          resolve(answer)
        })
        worker.postMessage(message, [...transfer])
      }),
    terminate: () => worker.terminate(),
  }
}
