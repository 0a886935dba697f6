import plain from '../build/kernels/plain.wasm?url'
import plainShared from '../build/kernels/plain-shared.wasm?url'
import relaxed from '../build/kernels/relaxed.wasm?url'
import relaxedShared from '../build/kernels/relaxed-shared.wasm?url'
import trees from '../build/kernels/trees.wasm?url'
import treesShared from '../build/kernels/trees-shared.wasm?url'
import { MOST_THREADS } from '../src/core/engines/fused/layout.ts'
import type { KernelBuild, KernelHost, KernelThread, KernelThreads } from '../src/core/threads/kernel-host.ts'
import { furtherCores, mostFurtherCores } from './cores.ts'

const builds: Record<KernelBuild, string> = {
  plain,
  'plain-shared': plainShared,
  relaxed,
  'relaxed-shared': relaxedShared,
  trees,
  'trees-shared': treesShared,
}

/** Starting included. */
const ANSWER_LIMIT_MS = 10_000

/** Our kernels, loaded when first asked for. @throws where they cannot be */
export const loadKernels: KernelHost['kernels'] = async (build) => {
  const response = await fetch(new URL(builds[build], import.meta.url))
  if (!response.ok) throw new Error(`the kernels could not be loaded: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** A worker for each further core; null where a worker can start none of its own. */
export function kernelThreads(share: boolean): KernelThreads | null {
  if (typeof Worker === 'undefined') return null
  let count: number | null = null
  return {
    // Asked for once an engine starts, when the page has said what it can ever lend; memory is laid out for as many.
    get count() {
      return (count ??= Math.min(MOST_THREADS - 1, mostFurtherCores()))
    },
    get lent() {
      return furtherCores()
    },
    share,
    start,
  }
}

function start(): KernelThread {
  const worker = new Worker(new URL('./kernel.worker.ts', import.meta.url), { type: 'module', name: 'kernel' })
  const asked: { resolve(answer: unknown): void; reject(reason: Error): void }[] = []
  let gone: Error | null = null
  const lose = (reason: string): void => {
    gone ??= new Error(reason)
    for (const { reject } of asked.splice(0)) reject(gone)
    worker.terminate()
  }
  // Whoever asked does the work itself.
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    lose(event.message || 'a kernel thread could not start')
  })
  worker.addEventListener('message', (event) => asked.shift()?.resolve(event.data))
  return {
    post: (request) => worker.postMessage(request),
    async ask(request, transfer) {
      if (gone) throw gone
      const late = setTimeout(() => lose('a kernel thread stopped answering'), ANSWER_LIMIT_MS)
      try {
        return await new Promise((resolve, reject) => {
          asked.push({ resolve, reject })
          worker.postMessage(request, [...transfer])
        })
      } finally {
        clearTimeout(late)
      }
    },
    terminate: () => lose('a kernel thread was ended'),
  }
}
