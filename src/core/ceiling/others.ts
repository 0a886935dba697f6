import type { World } from '../../../datasets/dataset.ts'
import type { Random } from '../kernel/random.ts'
import { allocateDraw, copyRows, type Draw, type Table } from '../kernel/table.ts'

/** Rows that no run trains on, each with its true probability. */
export interface Others {
  readonly table: Table
  readonly targets: Float32Array
}

/** Simulated seconds, the last included. */
export interface Period {
  readonly from: number
  readonly to: number
}

export interface OthersJob {
  readonly world: World
  readonly period: Period
  /** Most rows that will be requested. */
  readonly mostRows: number
  readonly random: Random
  readonly host: { busy(reason: string, limitMs: number): void; yieldToMessages(): Promise<void> }
}

const CHUNK_ROWS = 25_000
/** Siblings differ in length: from each at most this share of the rows of the first is planned. */
const SURE_SHARE = 0.95

/**
 * Other requests of a period: so many rows, spread evenly over it and over as many siblings of the world as it takes. Each sibling is drawn
 * once, as a stream can only be drawn from its beginning.
 * @throws where true probabilities are not known
 */
export function otherRequests(job: OthersJob): (rows: number) => Promise<Others> {
  const drawn: Draw[] = []
  return async (rows) => {
    if (drawn.length === 0) drawn.push(await drawSibling(job, 0))
    const siblings = Math.ceil(rows / (SURE_SHARE * drawn[0].table.rows))
    while (drawn.length < siblings) drawn.push(await drawSibling(job, drawn.length))
    const whole = allocateDraw(job.world.schema, job.world.layout, rows)
    for (let i = 0; i < siblings; i++) {
      const [at, end] = [i, i + 1].map((number) => Math.round((number * rows) / siblings))
      const random = job.random.stream(`${rows} rows`).at(i)
      copyRows(drawn[i], spread(drawn[i].table.rows, end - at, random), whole, at)
    }
    return { table: whole.table, targets: whole.truth!.probability }
  }
}

/** The rows of a sibling in the period, or the most that will be asked for of them. */
async function drawSibling({ world, period, mostRows, random, host }: OthersJob, number: number): Promise<Draw> {
  const sibling = world.sibling(`ceiling ${number}`)
  if (!sibling) throw new Error('no best possible value: the true probabilities of these rows are not known')
  host.busy('drawing other requests', 60_000)
  const first = sibling.rowAt(period.from)
  const all = Math.max(1, sibling.rowAt(period.to) - first)
  const chosen = spread(all, Math.min(all, mostRows), random.stream('siblings').at(number))
  const whole = allocateDraw(sibling.schema, sibling.layout, chosen.length)
  for (let start = 0, next = 0; start < all; start += CHUNK_ROWS) {
    host.busy('drawing other requests', 60_000)
    const count = Math.min(CHUNK_ROWS, all - start)
    const part = sibling.draw({ from: first + start, to: first + start + count })
    let end = next
    while (end < chosen.length && chosen[end] < start + count) end++
    copyRows(
      part,
      chosen.subarray(next, end).map((row) => row - start),
      whole,
      next
    )
    next = end
    await host.yieldToMessages()
  }
  return whole
}

/** `count` of so many rows, one drawn from each of as many equal parts: an even step could keep pace with the places of a slate. */
function spread(rows: number, count: number, random: Random): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * rows) / count)
    const size = Math.floor(((i + 1) * rows) / count) - start
    return size > 1 ? start + random.below(size) : Math.min(rows - 1, start)
  })
}
