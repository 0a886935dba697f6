import { Arrivals, FRAUD, GENUINE } from './arrivals.ts'
import type { Making } from './stream.ts'

/** When each row comes: simulated ahead without what payments look like, which is quick, and kept. */
export interface Times {
  /** Simulated seconds of a row. */
  of(row: number): number
  /** First row at or after a time. */
  rowAt(time: number): number
}

export function createTimes({ course, random }: Making): Times {
  let arrivals: Arrivals | null = null
  let times = new Float64Array(4096)
  let known = 0

  function learn(): void {
    arrivals ??= afterWarmUp()
    let event = arrivals.next()
    while (event !== GENUINE && event !== FRAUD) event = arrivals.next()
    if (known === times.length) {
      const wider = new Float64Array(2 * known)
      wider.set(times)
      times = wider
    }
    times[known++] = arrivals.time
  }

  function afterWarmUp(): Arrivals {
    const begun = new Arrivals(course, random.stream('arrivals'))
    while (begun.next(0) >= 0);
    return begun
  }

  return {
    of(row) {
      while (known <= row) learn()
      return times[row]
    },
    rowAt(time) {
      while (known === 0 || times[known - 1] < time) learn()
      let low = 0
      let high = known - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if (times[middle] < time) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}
