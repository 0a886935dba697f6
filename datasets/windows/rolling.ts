import { RowRings } from './row-rings.ts'

/** Flag time of a row whose flag the windows have counted. */
const COUNTED = -Infinity

export interface RollingSpec {
  readonly entities: number
  /** Lengths in seconds, ascending. */
  readonly windows: readonly number[]
  /** Seconds by which every window is shifted into the past. */
  readonly delay: number
}

/**
 * Sums over the last so many seconds of each entity's rows, which come in time order. A row costs the same however many
 * the windows hold, and rows that no window can reach any more are dropped. Times of all calls ascend; at most 2^31 rows.
 */
export interface Rolling {
  /** Rows in each window of the entity last advanced. */
  readonly counts: Float64Array
  /** Sum of their values, to float64 rounding (exact for whole numbers, as cents). */
  readonly sums: Float64Array
  /** Those of them whose flag was known by the time of `advance`: flagTime ≤ time. */
  readonly flagged: Float64Array
  /** Brings one entity's windows to a time: each holds its rows within (time − delay − length, time − delay]. */
  advance(entity: number, time: number): void
  /** Adds a row; `flagTime` is when its flag becomes known, Infinity where it never does. A row just added counts at once. */
  add(entity: number, time: number, value: number, flagTime: number): void
}

/** @throws one line where windows do not ascend from above 0, or the delay is negative */
export function rolling(spec: RollingSpec): Rolling {
  const { windows, delay } = spec
  if (windows.length === 0 || windows.some((length, w) => !(length > (w > 0 ? windows[w - 1] : 0))))
    throw new Error(`invalid windows: ${windows.join(', ')}; expected ascending lengths above 0`)
  if (!(delay >= 0)) throw new Error(`invalid delay: ${delay}; expected 0 or more`)
  return new RollingWindows(spec)
}

/** A hot loop: each window is a stretch of its entity's rows, of which the first that is still inside is stored. */
class RollingWindows implements Rolling {
  readonly counts: Float64Array
  readonly sums: Float64Array
  readonly flagged: Float64Array
  private readonly rows: RowRings
  private readonly lengths: Float64Array
  private readonly delay: number
  /** By entity and window: the first row that has not left it, and what lies between that and the first to enter. */
  private readonly leaving: Int32Array
  private readonly sum: Float64Array
  private readonly known: Int32Array
  /** By entity: the first row that has not entered, and the soonest flag that is awaited of those that have. */
  private readonly entering: Int32Array
  private readonly soonest: Float64Array

  constructor({ entities, windows, delay }: RollingSpec) {
    const cells = entities * windows.length
    this.counts = new Float64Array(windows.length)
    this.sums = new Float64Array(windows.length)
    this.flagged = new Float64Array(windows.length)
    this.rows = new RowRings(entities)
    this.lengths = Float64Array.from(windows)
    this.delay = delay
    this.leaving = new Int32Array(cells)
    this.sum = new Float64Array(cells)
    this.known = new Int32Array(cells)
    this.entering = new Int32Array(entities)
    this.soonest = new Float64Array(entities).fill(Infinity)
  }

  add(entity: number, time: number, value: number, flagTime: number): void {
    const { rows, lengths } = this
    if (rows.isFull(entity)) {
      this.bring(entity, time)
      // The last window is the longest: what has left it has left all.
      rows.makeRoom(entity, this.leaving[(entity + 1) * lengths.length - 1])
    }
    rows.push(entity, time, value, flagTime)
  }

  advance(entity: number, time: number): void {
    const { counts, sums, flagged } = this
    this.bring(entity, time)
    for (let w = 0; w < counts.length; w++) {
      const cell = entity * counts.length + w
      counts[w] = this.entering[entity] - this.leaving[cell]
      sums[w] = this.sum[cell]
      flagged[w] = this.known[cell]
    }
  }

  private bring(entity: number, time: number): void {
    const { rows, lengths, entering } = this
    const edge = time - this.delay
    const end = rows.end[entity]
    while (entering[entity] < end && rows.time(entity, entering[entity]) <= edge) this.enter(entity, time)
    if (this.soonest[entity] <= time) this.learn(entity, time)
    for (let w = 0; w < lengths.length; w++) {
      const cell = entity * lengths.length + w
      const left = edge - lengths[w]
      while (this.leaving[cell] < entering[entity] && rows.time(entity, this.leaving[cell]) <= left)
        this.leave(entity, cell)
    }
  }

  private enter(entity: number, time: number): void {
    const { rows, sum, lengths } = this
    const row = this.entering[entity]++
    const value = rows.value(entity, row)
    for (let cell = entity * lengths.length; cell < (entity + 1) * lengths.length; cell++) sum[cell] += value
    const flagTime = rows.flagTime(entity, row)
    if (flagTime <= time) this.flag(entity, row)
    else if (flagTime < this.soonest[entity]) this.soonest[entity] = flagTime
  }

  private leave(entity: number, cell: number): void {
    const { rows } = this
    const row = this.leaving[cell]++
    // Emptied windows shed the rounding of what went in and out.
    this.sum[cell] = row + 1 === this.entering[entity] ? 0 : this.sum[cell] - rows.value(entity, row)
    if (rows.flagTime(entity, row) === COUNTED) this.known[cell]--
  }

  /** Counts a flag in every window that the row has not left. */
  private flag(entity: number, row: number): void {
    const cells = this.lengths.length
    this.rows.setFlagTime(entity, row, COUNTED)
    for (let cell = entity * cells; cell < (entity + 1) * cells; cell++)
      if (this.leaving[cell] <= row) this.known[cell]++
  }

  /** Counts the flags that have become known since; flags are rare, so it looks through the longest window. */
  private learn(entity: number, time: number): void {
    const { rows } = this
    let soonest = Infinity
    for (let row = this.leaving[(entity + 1) * this.lengths.length - 1]; row < this.entering[entity]; row++) {
      const flagTime = rows.flagTime(entity, row)
      if (flagTime === COUNTED) continue
      if (flagTime <= time) this.flag(entity, row)
      else if (flagTime < soonest) soonest = flagTime
    }
    this.soonest[entity] = soonest
  }
}
