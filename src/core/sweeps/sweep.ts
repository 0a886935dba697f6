/** One thing of a list to be done: its key tells it from all others, on any day. */
export interface Job {
  readonly key: string
}

/** How far a sweep has come; `done` counts what earlier sweeps did too. */
export interface SweepProgress {
  readonly of: number
  readonly done: number
  readonly failed: number
}

export type SweepEvent<J extends Job, Result> =
  | ({ readonly type: 'began'; readonly job: J } & SweepProgress)
  | ({ readonly type: 'done'; readonly job: J; readonly result: Result } & SweepProgress)
  | ({ readonly type: 'failed'; readonly job: J; readonly message: string } & SweepProgress)

export interface SweepOptions {
  /** No job begins once it is aborted; running jobs receive the same signal. */
  readonly signal: AbortSignal
  /** Keys of jobs that an earlier sweep has done: they are skipped. */
  readonly done?: ReadonlySet<string>
  /** Jobs that run side by side. */
  readonly atOnce?: number
}

/**
 * Does a list of jobs, in its order. One that fails says why and ends no other; after an abort only those that were done before it
 * count, so that the rest can be done later.
 */
export async function* sweep<J extends Job, Result>(
  jobs: readonly J[],
  run: (job: J, signal: AbortSignal) => Promise<Result>,
  { signal, done = new Set(), atOnce = 1 }: SweepOptions
): AsyncGenerator<SweepEvent<J, Result>, SweepProgress> {
  const waiting = jobs.filter(({ key }) => !done.has(key))
  const underway = new Map<J, Promise<Ended<J, Result>>>()
  let progress: SweepProgress = { of: jobs.length, done: jobs.length - waiting.length, failed: 0 }

  for (;;) {
    while (underway.size < Math.max(1, atOnce) && waiting.length > 0 && !signal.aborted) {
      const job = waiting.splice(0, 1)[0]
      underway.set(job, endOf(job, run, signal))
      yield { type: 'began', job, ...progress }
    }
    if (underway.size === 0) return progress
    const event = await Promise.race(underway.values())
    underway.delete(event.job)
    if (signal.aborted && event.type === 'failed') continue
    progress = { ...progress, [event.type]: progress[event.type] + 1 }
    yield { ...event, ...progress }
  }
}

type Ended<J, Result> =
  | { readonly type: 'done'; readonly job: J; readonly result: Result }
  | { readonly type: 'failed'; readonly job: J; readonly message: string }

async function endOf<J extends Job, Result>(
  job: J,
  run: (job: J, signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal
): Promise<Ended<J, Result>> {
  try {
    return { type: 'done', job, result: await run(job, signal) }
  } catch (error) {
    return { type: 'failed', job, message: error instanceof Error ? error.message : String(error) }
  }
}
