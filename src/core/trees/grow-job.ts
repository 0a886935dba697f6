import { controlOf } from '../threads/control.ts'
import type { HelpRequest, Job } from '../threads/job.ts'
import { help } from '../threads/work.ts'
import { taskRunner } from './job.ts'
import { instantiate } from './kernels.ts'
import type { Layout } from './layout.ts'

/** Asks a thread to help growing trees. */
export interface GrowRequest extends HelpRequest {
  readonly job: 'grow'
  readonly layout: Layout
}

export const growJob = {
  id: 'grow',
  start: ({ yieldToMessages }) => ({
    hear({ module, memory, layout, thread, seen }) {
      const run = taskRunner(instantiate(module, memory), layout, memory, thread)
      return help({ words: controlOf(memory).words, run, thread, seen }, yieldToMessages)
    },
  }),
} as const satisfies Job<GrowRequest>
