/** What a thread is sent; plain data and what may be shared, so that it can be posted. */
export interface JobRequest {
  /** The kind of job that understands it. */
  readonly job: string
}

/** Asks a thread to help with what lies in shared memory, until that closes. */
export interface HelpRequest extends JobRequest {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  /** Which working space is this thread's. */
  readonly thread: number
  /** The last job that is none of this thread's business. */
  readonly seen: number
}

/** A kind of work for threads: one file beside that work, exporting one of these, and one line in `src/core/jobs.ts`. */
export interface Job<Request extends JobRequest = JobRequest> {
  readonly id: string
  /** Begins on a thread, at the first request of its kind; what a request leaves behind is kept for the next. */
  start(thread: ThreadHost): { hear(request: Request): Promise<void> | void }
}

/** What a thread gives to its jobs. */
export interface ThreadHost {
  /** Answers the request at hand; null says that it could not be done. */
  answer(result: unknown, transfer: readonly ArrayBuffer[]): void
  /** Lets messages in. */
  yieldToMessages(): Promise<void>
}
