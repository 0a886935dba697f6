import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { MOST_THREADS } from '../core/engines/fused/layout.ts'
import { jobs } from '../core/jobs.ts'
import type { JobRequest } from '../core/threads/job.ts'
import type { KernelThreads } from '../core/threads/kernel-host.ts'
import { serveThread } from '../core/threads/serve.ts'

const ROLE = 'skewlab kernel'

/** Whether this thread was started to help with kernels, not to run commands. */
export const isKernelThread = !isMainThread && workerData === ROLE

/** Threads that run the same bundle once more, to help; `threads` counts the calling one. */
export function nodeThreads(entry: string, threads = Math.min(MOST_THREADS, availableParallelism())): KernelThreads {
  return { count: threads - 1, share: true, start: () => start(entry) }
}

/** What such a thread does, for as long as the process lives. */
export function serveKernels(): void {
  const hear = serveThread(jobs, {
    answer: (result) => parentPort?.postMessage(result),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
  })
  parentPort?.on('message', (request: JobRequest) => void hear(request))
}

function start(entry: string): ReturnType<KernelThreads['start']> {
  const worker = new Worker(entry, { workerData: ROLE })
  worker.unref()
  // The others take its tasks.
  worker.on('error', (error) => process.stderr.write(`a kernel thread failed: ${error.message}\n`))
  return {
    post: (request) => worker.postMessage(request),
    ask: () => Promise.reject(new Error('threads that share memory are not asked')),
    terminate: () => void worker.terminate(),
  }
}
