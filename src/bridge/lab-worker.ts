import { releaseProxy, wrap, type Remote } from 'comlink'
import type { LabApi, LabMessage } from '../../workers/lab.api.ts'

/** A worker may be silent this long before it counts as lost: twice its beat and one more. */
const SILENCE_MS = 3_000
/** Until its script has loaded and said its first word. */
const START_MS = 20_000
const WATCH_MS = 500

/** Why a worker was ended that somebody no longer wanted an answer of. */
export const CANCELLED = 'Reading was cancelled.'

/** The worker died or went silent: what it was doing is lost, and the next call starts a fresh one. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost'
}

/** One lab worker: started at the first call, watched during every call, replaced after a loss. */
export class LabWorker {
  private live: { worker: Worker; lab: Remote<LabApi>; port: MessagePort } | null = null
  private readonly pending = new Set<(error: Error) => void>()
  private heardAt = 0
  private allowedMs = START_MS
  private watch: ReturnType<typeof setInterval> | undefined
  private readonly name: string
  private readonly onEvent: (event: LabMessage) => void

  constructor(name: string, onEvent: (event: LabMessage) => void) {
    this.name = name
    this.onEvent = onEvent
  }

  /** Runs one call; rejects with WorkerLost if the worker dies meanwhile. */
  async call<T>(work: (lab: Remote<LabApi>) => Promise<T>): Promise<T> {
    const { lab } = this.start()
    return new Promise<T>((resolve, reject) => {
      const settle = (): void => {
        this.pending.delete(lose)
        if (!this.pending.size) this.rest()
      }
      const lose = (error: Error): void => {
        settle()
        reject(error)
      }
      this.pending.add(lose)
      this.guard()
      work(lab).then(
        (value) => {
          settle()
          resolve(value)
        },
        (error: Error) => lose(error)
      )
    })
  }

  /** Runs a call that leaves nothing behind, in a fresh worker once more where the first was lost. */
  async callAgain<T>(work: (lab: Remote<LabApi>) => Promise<T>): Promise<T> {
    try {
      return await this.call(work)
    } catch (error) {
      if (!(error instanceof WorkerLost) || error.message === CANCELLED) throw error
      return this.call(work)
    }
  }

  get isStarted(): boolean {
    return this.live !== null
  }

  /** Ends the worker at once; calls under way reject with `reason`. */
  terminate(reason: string): void {
    const live = this.live
    this.live = null
    this.rest()
    if (!live) return
    live.port.close()
    live.lab[releaseProxy]()
    live.worker.terminate()
    for (const lose of [...this.pending]) lose(new WorkerLost(reason))
  }

  private start(): { lab: Remote<LabApi> } {
    if (this.live) return this.live
    const worker = new Worker(new URL('../../workers/lab.worker.ts', import.meta.url), {
      type: 'module',
      name: this.name,
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      this.terminate(event.message || 'the worker could not start')
    })
    const channel = new MessageChannel()
    channel.port1.onmessage = (message: MessageEvent<readonly LabMessage[]>) => this.hear(message.data)
    const lab = wrap<LabApi>(worker)
    this.heardAt = performance.now()
    this.allowedMs = START_MS
    this.live = { worker, lab, port: channel.port1 }
    // A Comlink call with a port in its arguments needs the port transferred; a plain message is simpler to follow.
    worker.postMessage({ telemetry: channel.port2 }, [channel.port2])
    return this.live
  }

  private hear(messages: readonly LabMessage[]): void {
    this.heardAt = performance.now()
    this.allowedMs = SILENCE_MS
    for (const message of messages) {
      if (message.type === 'busy') this.allowedMs = message.limitMs
      this.onEvent(message)
    }
  }

  private guard(): void {
    if (this.watch !== undefined) return
    this.heardAt = performance.now()
    let tickedAt = this.heardAt
    this.watch = setInterval(() => {
      const now = performance.now()
      // The page itself slept or was throttled: the worker had no chance to be heard.
      if (now - tickedAt > WATCH_MS * 4) this.heardAt = now
      tickedAt = now
      if (now - this.heardAt > this.allowedMs) this.terminate('the worker stopped answering')
    }, WATCH_MS)
  }

  /** Every call is answered: what kept the worker busy is over, and its next silence is no excuse. */
  private rest(): void {
    clearInterval(this.watch)
    this.watch = undefined
    this.allowedMs = SILENCE_MS
  }
}
