import { releaseProxy, wrap, type Remote } from 'comlink'
import type { Face, LifeSign } from './face.ts'

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

interface Live<Api> {
  readonly worker: Worker
  readonly remote: Remote<Api>
  readonly port: MessagePort
}

/** A worker that answers `Api`: started at the first call, watched during every call, replaced after a loss. */
export class HostedWorker<Api extends Face, Message extends { readonly type: string }> {
  private live: Live<Api> | null = null
  private readonly pending = new Set<(error: Error) => void>()
  private heardAt = 0
  private allowedMs = START_MS
  private watch: ReturnType<typeof setInterval> | undefined
  private idle: ReturnType<typeof setTimeout> | undefined
  /** With nothing to do it ends after so long, and gives its memory back; null is never. */
  idleMs: number | null = null
  /** The most cores that it can ever use, itself included, for which it lays out memory; null is all of the machine. */
  mostCores: number | null = null
  private lent: number | null = null
  private readonly begin: () => Worker
  private readonly onMessage: (message: Message) => void

  constructor(begin: () => Worker, onMessage: (message: Message) => void) {
    this.begin = begin
    this.onMessage = onMessage
  }

  /** Runs one call; rejects with WorkerLost if the worker dies meanwhile. */
  async call<T>(work: (api: Api) => Promise<T>): Promise<T> {
    const { remote } = this.start()
    clearTimeout(this.idle)
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
      // A proxy's function promises, as those of a face do: what it stands for is the face itself.
      work(remote as unknown as Api).then(
        (value) => {
          settle()
          resolve(value)
        },
        (error: Error) => lose(error)
      )
    })
  }

  /** Runs a call that leaves nothing behind, in a fresh worker once more where the first was lost. */
  async callAgain<T>(work: (api: Api) => Promise<T>): Promise<T> {
    try {
      return await this.call(work)
    } catch (error) {
      if (!(error instanceof WorkerLost) || error.message === CANCELLED) throw error
      return this.call(work)
    }
  }

  /** From now on it may use so many cores, itself included: all that it can have, where nobody says. */
  lend(cores: number): void {
    if (cores === this.lent) return
    this.lent = cores
    this.live?.worker.postMessage({ cores })
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
    live.remote[releaseProxy]()
    live.worker.terminate()
    for (const lose of [...this.pending]) lose(new WorkerLost(reason))
  }

  private start(): Live<Api> {
    if (this.live) return this.live
    const worker = this.begin()
    const channel = new MessageChannel()
    const live = { worker, remote: wrap<Api>(worker), port: channel.port1 }
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      if (this.live === live) this.terminate(event.message || 'the worker could not start')
    })
    channel.port1.onmessage = (message: MessageEvent<readonly (LifeSign | Message)[]>) => {
      if (this.live === live) this.hear(message.data)
    }
    this.heardAt = performance.now()
    this.allowedMs = START_MS
    this.live = live
    // Messages keep their order: the worker knows before it begins.
    worker.postMessage({ cores: this.lent, mostCores: this.mostCores })
    // A Comlink call with a port in its arguments needs the port transferred; a plain message is simpler to follow.
    worker.postMessage({ telemetry: channel.port2 }, [channel.port2])
    return live
  }

  /** Telemetry has a port of its own, so its last words may come after the answer: they lengthen the wait for no later call. */
  private hear(messages: readonly (LifeSign | Message)[]): void {
    this.heardAt = performance.now()
    for (const message of messages) {
      this.allowedMs = SILENCE_MS
      if (!isLifeSign(message)) this.onMessage(message)
      else if (message.type === 'busy' && this.pending.size) this.allowedMs = message.limitMs
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
    clearTimeout(this.idle)
    if (this.idleMs !== null && this.live) this.idle = setTimeout(() => this.terminate('idle'), this.idleMs)
  }
}

function isLifeSign(message: { readonly type: string }): message is LifeSign {
  const { type } = message as LifeSign
  return type === 'beat' || type === 'busy' || type === 'rest'
}
