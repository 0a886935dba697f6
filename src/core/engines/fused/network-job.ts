import type { Network } from '../../networks/network.ts'
import { controlOf } from '../../threads/control.ts'
import type { HelpRequest, Job } from '../../threads/job.ts'
import { help } from '../../threads/work.ts'
import { taskRunner } from './job.ts'
import { instantiate } from './kernels.ts'
import { layoutOf } from './layout.ts'

/** Asks a thread to help with a network. */
export interface NetworkRequest extends HelpRequest {
  readonly job: 'network'
  readonly network: Network
  readonly frozen: boolean
  /** How many there are, by which the memory is laid out. */
  readonly threads: number
}

export const networkJob = {
  id: 'network',
  start: ({ yieldToMessages }) => ({
    hear({ module, memory, network, frozen, threads, thread, seen }) {
      const layout = layoutOf(network, { frozen, threads })
      const run = taskRunner(instantiate(module, memory), layout, memory, thread)
      return help({ words: controlOf(memory).words, run, thread, seen }, yieldToMessages)
    },
  }),
} as const satisfies Job<NetworkRequest>
