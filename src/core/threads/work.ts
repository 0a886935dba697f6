import { CLOSE, WORD } from './control.ts'

/** Looks at the word before going to sleep over it: between two steps of a training there is little to wait for. */
const SPINS = 40_000

/** A thread that never comes up for air cannot be inspected. */
const WAIT_MS = 200
const JOBS_A_BREATH = 500

/** One thread's share of a workplace. */
export interface Share {
  /** The control words of its memory. */
  readonly words: Int32Array
  /** Does a task of an op on the calling thread. */
  readonly run: (op: number, task: number) => void
  readonly thread: number
  /** The last job that is none of this thread's business. */
  readonly seen: number
}

/** Takes tasks of the present job until there are none left. A task's number carries its job, so that none is taken late. */
export function work(words: Int32Array, run: Share['run']): void {
  const job = Atomics.load(words, WORD.job)
  const op = Atomics.load(words, WORD.op)
  const tasks = Atomics.load(words, WORD.tasks)
  for (;;) {
    const next = Atomics.load(words, WORD.next)
    const task = next & 0x7fff
    if (next >>> 15 !== job || task >= tasks) return
    if (Atomics.compareExchange(words, WORD.next, next, next + 1) !== next) continue
    run(op, task)
    if (Atomics.add(words, WORD.done, 1) + 1 >= tasks) Atomics.notify(words, WORD.done)
  }
}

/** Helps until the workplace closes. */
export async function help({ words, run, thread, seen }: Share, yieldToMessages: () => Promise<void>): Promise<void> {
  let known = seen
  for (let jobs = 1; ; jobs++) {
    let job = Atomics.load(words, WORD.job)
    for (let spin = 0; job === known && spin < SPINS; spin++) job = Atomics.load(words, WORD.job)
    if (job === known || jobs % JOBS_A_BREATH === 0) await yieldToMessages()
    if (job === known) {
      Atomics.wait(words, WORD.job, known, WAIT_MS)
      continue
    }
    known = job
    if (Atomics.load(words, WORD.op) === CLOSE) return
    if (thread <= Atomics.load(words, WORD.threads)) work(words, run)
  }
}
