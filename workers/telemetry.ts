import type { LabMessage } from './lab.api.ts'

const FLUSH_MS = 33
const BEAT_MS = 1_000

/** One-way sender: nothing is dropped, but what one picture only needs the latest of is sent once. */
export function telemetrySender(port: MessagePort) {
  let queue: LabMessage[] = []
  let sentAt = 0
  let beat: ReturnType<typeof setInterval> | undefined
  let working = 0

  function flush(): void {
    sentAt = performance.now()
    if (!queue.length) return
    port.postMessage(queue)
    queue = []
  }

  return {
    send(message: LabMessage): void {
      if (message.type === 'progress' && queue.at(-1)?.type === 'progress') queue.pop()
      queue.push(message)
      if (performance.now() - sentAt >= FLUSH_MS) flush()
    },
    flush,
    /** Beats once a second while `work` runs. */
    async during<T>(work: () => Promise<T>): Promise<T> {
      port.postMessage([{ type: 'beat' }] satisfies LabMessage[])
      working++
      beat ??= setInterval(() => {
        queue.push({ type: 'beat' })
        flush()
      }, BEAT_MS)
      try {
        return await work()
      } finally {
        if (--working === 0) {
          clearInterval(beat)
          beat = undefined
        }
        flush()
      }
    },
    /** Says at once that the next thing will keep the thread for a while. */
    busy(reason: string, limitMs: number): void {
      queue.push({ type: 'busy', reason, limitMs })
      flush()
    },
  }
}

export type Telemetry = ReturnType<typeof telemetrySender>
