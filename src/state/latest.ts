/** Of several things asked, only the newest is answered: what comes later of those before is dropped. */
export class Latest {
  private turn = 0
  private waiting: { readonly timer: ReturnType<typeof setTimeout>; readonly drop: () => void } | null = null
  private readonly afterMs: number | null

  /** With `afterMs`, work begins once nothing else has been asked for so long. */
  constructor(afterMs: number | null = null) {
    this.afterMs = afterMs
  }

  /**
   * Hands the answer on if nothing newer was asked, or cancelled, meanwhile; so too a failure.
   * Settles in any case, and rejects with a failure that nobody takes.
   */
  async ask<T>(work: () => Promise<T>, answered: (answer: T) => void, failed?: (error: Error) => void): Promise<void> {
    this.cancel()
    const { turn } = this
    if (this.afterMs !== null && !(await this.pause(this.afterMs))) return
    try {
      const answer = await work()
      if (turn === this.turn) answered(answer)
    } catch (error) {
      if (turn !== this.turn) return
      if (!failed) throw error
      failed(error as Error)
    }
  }

  /** Nothing asked so far is answered any more. */
  cancel(): void {
    this.turn++
    const { waiting } = this
    this.waiting = null
    if (!waiting) return
    clearTimeout(waiting.timer)
    waiting.drop()
  }

  /** False where something newer came first. */
  private pause(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting = null
        resolve(true)
      }, ms)
      this.waiting = { timer, drop: () => resolve(false) }
    })
  }
}
