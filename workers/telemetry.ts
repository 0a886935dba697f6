import type { LifeSign } from '../src/bridge/face.ts'

const FLUSH_MS = 33
const BEAT_MS = 1_000
/** Nothing asked for so long is rest. */
const REST_MS = 1_000

/** What a worker tells of itself, one way, beside the answers to calls. */
export type Telemetry<Message> = ReturnType<typeof telemetrySender<Message>>

/** The port that the page hands over with its first message; calls only follow it. */
export function telemetryPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    self.addEventListener('message', function first(event: MessageEvent) {
      if (!event.data?.telemetry) return
      self.removeEventListener('message', first)
      resolve(event.data.telemetry)
    })
  })
}

/**
 * One-way sender: nothing is dropped, but of messages that follow each other and `replaces` the newest is sent alone.
 * `atRest` is called once the worker has done all that it was asked, and nothing more has come for a second.
 */
export function telemetrySender<Message>(
  port: MessagePort,
  replaces: (message: Message, last: Message) => boolean = () => false,
  atRest: () => void = () => undefined
) {
  let queue: Message[] = []
  let sentAt = 0
  let beat: ReturnType<typeof setInterval> | undefined
  let resting: ReturnType<typeof setTimeout> | undefined
  let working = 0

  function flush(...signs: readonly LifeSign[]): void {
    sentAt = performance.now()
    if (queue.length + signs.length) port.postMessage([...queue, ...signs])
    queue = []
  }

  return {
    send(message: Message): void {
      const last = queue.at(-1)
      if (last !== undefined && replaces(message, last)) queue.pop()
      queue.push(message)
      if (performance.now() - sentAt >= FLUSH_MS) flush()
    },
    /** Beats once a second while `work` runs. */
    async during<T>(work: () => Promise<T>): Promise<T> {
      port.postMessage([{ type: 'beat' }] satisfies LifeSign[])
      working++
      clearTimeout(resting)
      beat ??= setInterval(() => flush({ type: 'beat' }), BEAT_MS)
      try {
        return await work()
      } finally {
        if (--working === 0) {
          clearInterval(beat)
          beat = undefined
          flush({ type: 'rest' })
          resting = setTimeout(atRest, REST_MS)
        } else flush()
      }
    },
    /** Says at once that the next thing will keep the thread for a while. */
    busy(reason: string, limitMs: number): void {
      flush({ type: 'busy', reason, limitMs })
    },
  }
}
