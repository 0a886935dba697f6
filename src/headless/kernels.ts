import plain from '../../build/kernels/plain.wasm?inline'
import plainShared from '../../build/kernels/plain-shared.wasm?inline'
import relaxed from '../../build/kernels/relaxed.wasm?inline'
import relaxedShared from '../../build/kernels/relaxed-shared.wasm?inline'
import trees from '../../build/kernels/trees.wasm?inline'
import treesShared from '../../build/kernels/trees-shared.wasm?inline'
import type { KernelBuild, KernelHost } from '../core/threads/kernel-host.ts'

const builds: Record<KernelBuild, string> = {
  plain,
  'plain-shared': plainShared,
  relaxed,
  'relaxed-shared': relaxedShared,
  trees,
  'trees-shared': treesShared,
}

/** Our kernels, which lie within this bundle as data URLs. */
export const nodeKernels: KernelHost['kernels'] = (build) =>
  Promise.resolve(Uint8Array.from(Buffer.from(builds[build].split(',')[1], 'base64')))
