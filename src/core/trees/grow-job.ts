import { controlOf } from '../threads/control.ts'
import type { Job, JobRequest } from '../threads/job.ts'
import { help } from '../threads/work.ts'
import { taskRunner } from './job.ts'
import { instantiate } from './kernels.ts'
import type { Layout } from './layout.ts'

/** Asks a thread to help growing trees in shared memory until that closes. */
export interface GrowRequest extends JobRequest {
  readonly job: 'grow'
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly layout: Layout
  /** Which working space is this thread's. */
  readonly thread: number
  /** The last job that is none of this thread's business. */
  readonly seen: number
}

export const growJob = {
  id: 'grow',
  start: ({ breathe }) => ({
    hear({ module, memory, layout, thread, seen }) {
      const run = taskRunner(instantiate(module, memory), layout, memory, thread)
      return help({ words: controlOf(memory).words, run, thread, seen }, breathe)
    },
  }),
} as const satisfies Job<GrowRequest>
