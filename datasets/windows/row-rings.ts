/** Float64 places of a row: time, value and flag time. */
const WIDTH = 3
const FIRST_SIZE = 4

/**
 * The latest rows of each entity by their running number within it, each entity's in a ring of its own, so that rows that
 * follow one another stand together in memory. Rings double when full, within one pool that doubles too.
 */
export class RowRings {
  /** By entity: the number that its next row gets. */
  readonly end: Int32Array
  private readonly first: Int32Array
  /** By entity: where its ring stands in the pool, and rows in it less one. */
  private readonly base: Int32Array
  private readonly mask: Int32Array
  private pool = new Float64Array(1024 * WIDTH)
  private used = 0
  /** Rings given up, by size. */
  private readonly free: number[][] = []

  constructor(entities: number) {
    this.end = new Int32Array(entities)
    this.first = new Int32Array(entities)
    this.base = new Int32Array(entities)
    this.mask = new Int32Array(entities).fill(-1)
  }

  isFull(entity: number): boolean {
    return this.end[entity] - this.first[entity] > this.mask[entity]
  }

  /** Drops the rows before one, and enlarges the ring where less than a quarter of it is free then. */
  makeRoom(entity: number, first: number): void {
    this.first[entity] = first
    if (4 * (this.end[entity] - first) > 3 * this.mask[entity]) this.widen(entity)
  }

  push(entity: number, time: number, value: number, flagTime: number): void {
    const at = this.placeOf(entity, this.end[entity]++)
    this.pool[at] = time
    this.pool[at + 1] = value
    this.pool[at + 2] = flagTime
  }

  time(entity: number, row: number): number {
    return this.pool[this.placeOf(entity, row)]
  }

  value(entity: number, row: number): number {
    return this.pool[this.placeOf(entity, row) + 1]
  }

  flagTime(entity: number, row: number): number {
    return this.pool[this.placeOf(entity, row) + 2]
  }

  setFlagTime(entity: number, row: number, time: number): void {
    this.pool[this.placeOf(entity, row) + 2] = time
  }

  private placeOf(entity: number, row: number): number {
    return (this.base[entity] + (row & this.mask[entity])) * WIDTH
  }

  private widen(entity: number): void {
    const size = this.mask[entity] + 1
    const wider = Math.max(FIRST_SIZE, 2 * size)
    const base = this.take(wider)
    for (let row = this.first[entity]; row < this.end[entity]; row++) {
      const from = this.placeOf(entity, row)
      this.pool.copyWithin((base + (row & (wider - 1))) * WIDTH, from, from + WIDTH)
    }
    if (size > 0) (this.free[Math.clz32(size)] ??= []).push(this.base[entity])
    this.base[entity] = base
    this.mask[entity] = wider - 1
  }

  /** Reserves `size` rows of the pool, and returns the first. */
  private take(size: number): number {
    const given = this.free[Math.clz32(size)]?.pop()
    if (given !== undefined) return given
    const base = this.used
    this.used += size
    if (this.used * WIDTH > this.pool.length) {
      const pool = new Float64Array(Math.max(2 * this.pool.length, this.used * WIDTH))
      pool.set(this.pool)
      this.pool = pool
    }
    return base
  }
}
