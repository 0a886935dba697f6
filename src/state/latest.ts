interface Options {
  /** Work begins once nothing else has been asked for so long; at once where it is left out. */
  readonly afterMs?: number
  /** Work begins once the work before it has ended, also where nobody waits for that any more. */
  readonly oneAtATime?: boolean
}

/** Of several things asked, only the newest is answered: what comes later of those before is dropped. */
export class Latest {
  private asking = new AbortController()
  private underWay: Promise<unknown> = Promise.resolve()
  private readonly options: Options

  constructor(options: Options = {}) {
    this.options = options
  }

  /**
   * Hands the answer on if nothing newer was asked, or cancelled, meanwhile; so too a failure. `work` may leave off where its
   * signal says that nobody waits any more.
   * Settles in any case, and rejects with a failure that nobody takes.
   */
  async ask<T>(
    work: (signal: AbortSignal) => Promise<T>,
    answered: (answer: T) => void,
    failed?: (error: Error) => void
  ): Promise<void> {
    this.cancel()
    const { signal } = (this.asking = new AbortController())
    const { afterMs, oneAtATime } = this.options
    if (afterMs !== undefined) await pause(afterMs, signal)
    if (oneAtATime) await this.underWay
    if (signal.aborted) return
    try {
      const working = work(signal)
      this.underWay = working.catch(() => undefined)
      const answer = await working
      if (!signal.aborted) answered(answer)
    } catch (error) {
      if (signal.aborted) return
      if (!failed) throw error
      failed(error as Error)
    }
  }

  /** Nothing asked so far is answered any more. */
  cancel(): void {
    this.asking.abort(new Error('something newer was asked'))
  }
}

/** Settles early where the signal says that nobody waits any more. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    const drop = (): void => {
      clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', drop, { once: true })
  })
}
