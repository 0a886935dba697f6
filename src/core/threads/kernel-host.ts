import type { JobRequest } from './job.ts'

/** What the platform hands to whatever runs our kernels. */
export interface KernelHost {
  /** Bytes of our own WebAssembly kernels. @throws where they cannot be loaded */
  kernels(build: KernelBuild): Promise<Uint8Array<ArrayBuffer>>
  /** Further threads that run the kernels; null where the platform has none. */
  readonly threads: KernelThreads | null
}

/**
 * Our kernels as built: `plain` gives the same bytes everywhere, `relaxed` may fuse a multiplication with its addition;
 * `shared` ones work on memory that several threads see. `trees` grows trees, the others run networks.
 */
export type KernelBuild = 'plain' | 'plain-shared' | 'relaxed' | 'relaxed-shared' | 'trees' | 'trees-shared'

export interface KernelThreads {
  /** Threads worth having beside the one that asks: one for each further core. */
  readonly count: number
  /** How many of them may work from now on; all where it is left out. It changes no result. */
  readonly lent?: number
  /** Whether memory can be shared with them; else they get copies by message. */
  readonly share: boolean
  start(): KernelThread
}

/** A thread that answers as `serveThread` does. */
export interface KernelThread {
  /** Has it do something that has no answer. */
  post(request: JobRequest): void
  /** Its answer. Rejects where none comes in time: a thread that died says nothing. */
  ask(request: JobRequest, transfer: readonly ArrayBuffer[]): Promise<unknown>
  terminate(): void
}
