/** Rows by descending score, and the keys their scores were sorted by: equal keys are tied scores. */
export interface Ordering {
  readonly rows: Uint32Array
  readonly keys: Uint32Array
}

/** Room for one sort; `ordering` returned with a scratch lives in it until the next sort. */
export interface SortScratch {
  readonly capacity: number
  readonly rows: readonly [Uint32Array, Uint32Array]
  readonly keys: readonly [Uint32Array, Uint32Array]
}

const RADIX = 2048
const histogram = new Uint32Array(3 * RADIX)

export function createSortScratch(capacity: number): SortScratch {
  const column = (): Uint32Array => new Uint32Array(capacity)
  return { capacity, rows: [column(), column()], keys: [column(), column()] }
}

/**
 * Stable radix argsort of float32 scores, highest first, in three passes of 11 bits; −0 ties with 0 and NaN comes
 * before all. Allocates nothing but two views where a scratch of enough capacity is given.
 */
export function sortDescending(scores: Float32Array, scratch = createSortScratch(scores.length)): Ordering {
  const n = scores.length
  if (scratch.capacity < n) throw new Error(`invalid scratch: ${scratch.capacity} rows; expected at least ${n}`)
  fillKeys(scores, scratch.keys[0])
  let from = 0
  let isFirst = true
  for (let pass = 0; pass < 3; pass++) {
    if (!startsOf(pass, n)) continue
    if (isFirst) scatterFirst(scratch, pass, n)
    else scatter(scratch, from, pass, n)
    isFirst = false
    from = 1 - from
  }
  if (isFirst) for (let i = 0; i < n; i++) scratch.rows[0][i] = i
  return { rows: scratch.rows[from].subarray(0, n), keys: scratch.keys[from].subarray(0, n) }
}

/** Bits of each score turned so that unsigned order is descending score; counts the digits of all passes on the way. */
function fillKeys(scores: Float32Array, keys: Uint32Array): void {
  const n = scores.length
  const bits = new Int32Array(scores.buffer, scores.byteOffset, n)
  histogram.fill(0)
  for (let i = 0; i < n; i++) {
    const bit = bits[i]
    const word = bit === -2147483648 ? 0 : bit
    const key = (word < 0 ? word : ~word & 0x7fffffff) >>> 0
    keys[i] = key
    histogram[key & 2047]++
    histogram[RADIX + ((key >>> 11) & 2047)]++
    histogram[2 * RADIX + (key >>> 22)]++
  }
}

/** Turns the counts of a pass into first places; false where all rows share one digit and nothing would move. */
function startsOf(pass: number, n: number): boolean {
  const base = pass * RADIX
  let next = 0
  for (let digit = base; digit < base + RADIX; digit++) {
    const count = histogram[digit]
    if (count === n) return false
    histogram[digit] = next
    next += count
  }
  return true
}

function scatterFirst({ keys, rows }: SortScratch, pass: number, n: number): void {
  const base = pass * RADIX
  const shift = 11 * pass
  const source = keys[0]
  const target = keys[1]
  const order = rows[1]
  for (let i = 0; i < n; i++) {
    const key = source[i]
    const place = histogram[base + ((key >>> shift) & 2047)]++
    target[place] = key
    order[place] = i
  }
}

function scatter({ keys, rows }: SortScratch, from: number, pass: number, n: number): void {
  const base = pass * RADIX
  const shift = 11 * pass
  const source = keys[from]
  const target = keys[1 - from]
  const rowsFrom = rows[from]
  const rowsTo = rows[1 - from]
  for (let i = 0; i < n; i++) {
    const key = source[i]
    const place = histogram[base + ((key >>> shift) & 2047)]++
    target[place] = key
    rowsTo[place] = rowsFrom[i]
  }
}
