import type { Command } from './run.ts'

/** Commands that came since last asked, and a wait for the next. */
export interface CommandSource {
  take(): Command | undefined
  next(): Promise<Command>
}

/** Orders waiting for a training: taken between two batches, or awaited while it is paused. */
export function commandQueue(): CommandSource & { push(command: Command): void; clear(): void } {
  let waiting: Command[] = []
  let wake: ((command: Command) => void) | null = null
  return {
    push(command) {
      if (wake) {
        wake(command)
        wake = null
      } else waiting.push(command)
    },
    clear() {
      waiting = []
    },
    take: () => waiting.shift(),
    next() {
      const command = waiting.shift()
      return command ? Promise.resolve(command) : new Promise((resolve) => (wake = resolve))
    },
  }
}
