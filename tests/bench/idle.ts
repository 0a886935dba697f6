import { cpus } from 'node:os'

const PAUSE_MS = 100

/** Pauses between turns, and what they tell of the machine. */
export interface Pauses {
  /** Lets threads of the one before end their spinning. */
  take(): Promise<void>
  /** Share of the processors that was busy meanwhile, so with other work than ours: 0 on a quiet machine. */
  busyShare(): number
}

export function createPauses(): Pauses {
  let [busy, all] = [0, 0]
  return {
    async take() {
      const before = processorTimes()
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      const after = processorTimes()
      busy += after.busy - before.busy
      all += after.all - before.all
    },
    busyShare: () => (all > 0 ? busy / all : 0),
  }
}

function processorTimes(): { busy: number; all: number } {
  const times = cpus().map(({ times }) => ({ idle: times.idle, all: Object.values(times).reduce((a, b) => a + b, 0) }))
  const all = times.reduce((sum, one) => sum + one.all, 0)
  return { all, busy: all - times.reduce((sum, one) => sum + one.idle, 0) }
}
