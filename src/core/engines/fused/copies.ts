import type { Network } from '../../networks/network.ts'
import type { JobRequest } from '../../threads/job.ts'
import type { KernelThread, KernelThreads } from '../../threads/kernel-host.ts'
import type { Batch } from '../engine.ts'

/** Fewer rows than this are scored before a message has gone there and back. */
const WORTH_ROWS = 1024

/** Gives a thread its own copy of a frozen network, where memory is not shared. */
export interface OpenRequest extends JobRequest {
  readonly job: 'copy'
  readonly type: 'open'
  readonly module: WebAssembly.Module
  readonly network: Network
  readonly weights: Float32Array
}

/** Encoded rows for the copy to score: the answer is the logits, or null where there is no copy. */
export interface ScoreRequest extends JobRequest {
  readonly job: 'copy'
  readonly type: 'score'
  readonly rows: number
  readonly codes: Int32Array
  readonly numeric: Float32Array
}

/** Rows that another thread was given, and their logits; null where it failed. */
export interface Part {
  readonly from: number
  readonly to: number
  readonly logits: Float32Array | null
}

/** Threads without shared memory: each has a copy of a frozen network, and gets its part of the rows by message. */
export class Copies {
  private threads: readonly KernelThread[]

  constructor(source: KernelThreads, module: WebAssembly.Module, network: Network, weights: Float32Array) {
    this.threads = Array.from({ length: source.count }, () => source.start())
    const request: OpenRequest = { job: 'copy', type: 'open', module, network, weights }
    for (const thread of this.threads) thread.post(request)
  }

  /** Rows that the calling thread is left to score: its equal share, the first of the batch. */
  ownRows(rows: number, threads: number): number {
    const parts = Math.min(threads, 1 + this.threads.length)
    return rows < WORTH_ROWS ? rows : Math.ceil(rows / parts)
  }

  /** Has the rest scored, in parts as large as the caller's own. */
  score(batch: Batch, { fields, numeric }: Network, own: number): Promise<readonly Part[]> {
    const parts: Promise<Part>[] = []
    for (let from = own, i = 0; from < batch.rows; from += own, i++) {
      const to = Math.min(batch.rows, from + own)
      const codes = batch.codes.slice(from * fields.length, to * fields.length)
      const numbers = batch.numeric.slice(from * numeric, to * numeric)
      const request = { job: 'copy', type: 'score', rows: to - from, codes, numeric: numbers } satisfies ScoreRequest
      parts.push(this.ask(this.threads[i], request).then((logits) => ({ from, to, logits })))
    }
    return Promise.all(parts)
  }

  /** A thread that fails once is done without from then on. */
  private async ask(thread: KernelThread, request: ScoreRequest): Promise<Float32Array | null> {
    const transfer = [request.codes.buffer as ArrayBuffer, request.numeric.buffer as ArrayBuffer]
    const logits = (await thread.ask(request, transfer).catch(() => null)) as Float32Array | null
    if (!logits) {
      this.threads = this.threads.filter((other) => other !== thread)
      thread.terminate()
    }
    return logits
  }

  dispose(): void {
    for (const thread of this.threads) thread.terminate()
  }
}
