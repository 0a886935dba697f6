import { engineLost } from '../kernel/engine-lost.ts'
import { CLOSE, WORD } from './control.ts'
import type { JobRequest } from './job.ts'
import type { KernelThread, KernelThreads } from './kernel-host.ts'
import { work } from './work.ts'

/** Looks at the word before a thread goes to sleep over it: waking takes longer than most waits. */
const SPINS = 20_000
const SLICE_MS = 50
/** Waits after which a thread that keeps a task counts as gone: ten seconds. */
const LOST_AFTER_WAITS = 200

/** A task number of no job. */
const NOBODY = -1

/** A network, or trees, at work in a memory. */
export interface Workplace {
  /** The control words of that memory. */
  readonly words: Int32Array
  /** How many tasks an op makes of so many rows. */
  readonly tasksOf: (op: number, rows: number) => number
  /** Does a task on the calling thread. */
  readonly run: (op: number, task: number) => void
  /** What a thread is sent so that it helps here; the jobs up to `seen` are none of its business. */
  readonly request: (thread: number, seen: number) => JobRequest
  /** Finishes what was posted and waits, before the threads go elsewhere. */
  readonly settle: () => void
}

/** The threads of an engine, or of a booster; they serve one workplace at a time. */
export class Team {
  private threads: KernelThread[] = []
  private at: Workplace | null = null
  /** How many of the threads serve it. */
  private serving = 0
  private readonly source: KernelThreads | null
  /** Threads that may help beside the calling one. */
  private limit: number

  constructor(source: KernelThreads | null) {
    this.source = source?.share ? source : null
    this.limit = this.source?.count ?? 0
  }

  /** Threads that may work on one network, the calling one included. */
  get size(): number {
    return 1 + (this.source?.count ?? 0)
  }

  get working(): number {
    return 1 + this.helping
  }

  /** Threads that may help with the next job. */
  private get helping(): number {
    return Math.min(this.limit, this.source?.lent ?? Infinity)
  }

  /** From the next job on, so many threads work, the calling one included. */
  use(threads: number): void {
    this.limit = Math.max(0, Math.min(this.size, Math.floor(threads)) - 1)
  }

  /** Lets the other threads begin with an op on `rows` rows; `finish` does its share and waits for them. */
  post(place: Workplace, op: number, rows: number, tasks = place.tasksOf(op, rows)): void {
    const { words } = place
    const { helping } = this
    // A thread that is late for the last job must not take a task by this one's numbers.
    Atomics.store(words, WORD.next, NOBODY)
    words[WORD.rows] = rows
    Atomics.store(words, WORD.op, op)
    Atomics.store(words, WORD.tasks, tasks)
    Atomics.store(words, WORD.threads, helping)
    Atomics.store(words, WORD.done, 0)
    const job = (words[WORD.job] + 1) & 0xffff
    Atomics.store(words, WORD.next, job << 15)
    Atomics.store(words, WORD.job, job)
    if (helping && tasks > 1) {
      this.attach(place, helping)
      Atomics.notify(words, WORD.job)
    }
  }

  /** @throws an EngineLost where a thread never comes back */
  finish({ words, run }: Workplace): void {
    work(words, run)
    const tasks = words[WORD.tasks]
    for (let spin = 0; spin < SPINS; spin++) if (Atomics.load(words, WORD.done) >= tasks) return
    for (let wait = 0; Atomics.load(words, WORD.done) < tasks; wait++) {
      if (wait > LOST_AFTER_WAITS) throw engineLost('a kernel thread stopped answering')
      Atomics.wait(words, WORD.done, Atomics.load(words, WORD.done), SLICE_MS)
    }
  }

  run(place: Workplace, op: number, rows: number, tasks?: number): void {
    this.post(place, op, rows, tasks)
    this.finish(place)
  }

  /** Sends the threads away from a workplace that closes. */
  leave(place: Workplace): void {
    if (this.at !== place) return
    const { words } = place
    Atomics.store(words, WORD.next, NOBODY)
    Atomics.store(words, WORD.op, CLOSE)
    Atomics.store(words, WORD.tasks, 0)
    Atomics.store(words, WORD.job, (words[WORD.job] + 1) & 0xffff)
    Atomics.notify(words, WORD.job)
    this.at = null
  }

  dispose(): void {
    for (const thread of this.threads) thread.terminate()
    this.threads = []
    this.at = null
  }

  /** Has as many threads as may work serve this place. */
  private attach(place: Workplace, helping: number): void {
    if (this.at !== place) {
      this.at?.settle()
      if (this.at) this.leave(this.at)
      this.at = place
      this.serving = 0
    }
    if (!this.source) return
    const seen = (place.words[WORD.job] - 1) & 0xffff
    for (; this.serving < helping; this.serving++) {
      const thread = (this.threads[this.serving] ??= this.source.start())
      thread.post(place.request(this.serving + 1, seen))
    }
  }
}
