import type { Network } from '../../networks/network.ts'
import { controlOf } from '../../threads/control.ts'
import type { Job, JobRequest } from '../../threads/job.ts'
import { help } from '../../threads/work.ts'
import { taskRunner } from './job.ts'
import { instantiate } from './kernels.ts'
import { layoutOf } from './layout.ts'

/** Asks a thread to help with a network in shared memory until that closes. */
export interface NetworkRequest extends JobRequest {
  readonly job: 'network'
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly network: Network
  readonly frozen: boolean
  /** How the memory is laid out, and which working space is this thread's. */
  readonly threads: number
  readonly thread: number
  /** The last job that is none of this thread's business. */
  readonly seen: number
}

export const networkJob = {
  id: 'network',
  start: ({ breathe }) => ({
    hear({ module, memory, network, frozen, threads, thread, seen }) {
      const layout = layoutOf(network, { frozen, threads })
      const run = taskRunner(instantiate(module, memory), layout, memory, thread)
      return help({ words: controlOf(memory).words, run, thread, seen }, breathe)
    },
  }),
} as const satisfies Job<NetworkRequest>
