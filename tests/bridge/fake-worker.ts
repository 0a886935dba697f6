import { expose } from 'comlink'
import type { Face, LifeSign } from '../../src/bridge/face.ts'

/** A worker on the test's own thread: it answers by Comlink, and says, fails and falls silent when the test wants it. */
export class FakeWorker<Message> extends EventTarget {
  isTerminated = false
  /** Cores that it was lent, one after the other. */
  readonly lent: (number | null)[] = []
  private isDead = false
  private port: MessagePort | null = null
  private readonly inside = new EventTarget()

  constructor(api: Face) {
    super()
    expose(api, {
      postMessage: (data) => this.isDead || this.dispatchEvent(new MessageEvent('message', { data })),
      addEventListener: this.inside.addEventListener.bind(this.inside),
      removeEventListener: this.inside.removeEventListener.bind(this.inside),
    })
  }

  postMessage(data: { telemetry?: MessagePort; cores?: number | null }): void {
    if (data.cores !== undefined) this.lent.push(data.cores)
    else if (data.telemetry) this.port = data.telemetry
    else if (!this.isDead) this.inside.dispatchEvent(new MessageEvent('message', { data }))
  }

  say(...messages: readonly (LifeSign | Message)[]): void {
    this.port?.postMessage(messages)
  }

  /** Answers nothing and says nothing from now on, as a worker that the browser has ended. */
  die(): void {
    this.isDead = true
  }

  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }))
  }

  terminate(): void {
    this.isTerminated = true
    this.die()
  }
}
