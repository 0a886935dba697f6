interface Options {
  /** Work begins once nothing else has been asked for so long; at once where it is left out. */
  readonly afterMs?: number
  /** Work begins once the work before it has ended, even if that was cancelled. */
  readonly oneAtATime?: boolean
}

/** Of several requests only the newest is answered: answers to earlier ones are dropped. */
export class Latest {
  private asking = new AbortController()
  private underWay: Promise<unknown> = Promise.resolve()
  private readonly options: Options

  constructor(options: Options = {}) {
    this.options = options
  }

  /**
   * Passes the answer or the failure on unless a newer request or `cancel` came meanwhile; `work` may end early once its
   * signal is aborted.
   * Settles in any case; rejects with a failure if there is no `failed`.
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
    this.asking.abort(new Error('cancelled, or replaced by a newer request'))
  }
}

/** Settles early if the signal is aborted. */
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
