import { controlOf } from '../engines/fused/job.ts'
import { help, serveThread as serveNetworks } from '../engines/fused/network-job.ts'
import { taskRunner } from './job.ts'
import { instantiate } from './kernels.ts'
import type { Layout } from './layout.ts'

/** Asks a thread to help growing trees in shared memory until that closes. */
export interface GrowRequest {
  readonly type: 'grow'
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly layout: Layout
  /** Which working space is this thread's. */
  readonly thread: number
  /** The last job that is none of this thread's business. */
  readonly seen: number
}

type Networks = ReturnType<typeof serveNetworks>

/** What a kernel thread does with its messages: it helps with networks or with trees. */
export function serveThread(
  answer: Parameters<typeof serveNetworks>[0],
  breathe: () => Promise<void>
): (request: Parameters<Networks>[0] | GrowRequest) => Promise<void> {
  const networks = serveNetworks(answer, breathe)
  return (request) => (request.type === 'grow' ? grow(request, breathe) : networks(request))
}

function grow({ module, memory, layout, thread, seen }: GrowRequest, breathe: () => Promise<void>): Promise<void> {
  const run = taskRunner(instantiate(module, memory), layout, memory, thread)
  return help({ words: controlOf(memory).words, run, thread, seen }, breathe)
}
