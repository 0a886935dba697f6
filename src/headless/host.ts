import type { LabHost } from '../core/lab.ts'
import { nodeKernels } from './kernels.ts'
import { nodeTfjs } from './tfjs-host.ts'

/** Node's half of the platform. */
export const nodeHost: LabHost = {
  now: () => performance.now(),
  yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
  busy: () => undefined,
  tfjs: nodeTfjs,
  kernels: nodeKernels,
  threads: null,
  gpu: null,
  shares: false,
  drawPool: null,
}
