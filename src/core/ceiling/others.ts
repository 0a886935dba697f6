import type { World } from '../../../datasets/dataset.ts'
import type { Random } from '../kernel/random.ts'
import { allocateDraw, copyRows, type Table } from '../kernel/table.ts'

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

export interface OthersHost {
  busy(reason: string, limitMs: number): void
  breathe(): Promise<void>
}

const CHUNK_ROWS = 25_000

/**
 * So many rows of other requests of a period, spread evenly over it: of one sibling of the world, or of several where one has not as many.
 * @throws where the world knows no truth
 */
export async function drawOthers(
  world: World,
  period: Period,
  { rows, random, host }: { rows: number; random: Random; host: OthersHost }
): Promise<Others> {
  const first = siblingOf(world, 0, period)
  const siblings = Math.ceil(rows / (first.to - first.from))
  const whole = allocateDraw(world.schema, world.layout, rows)
  for (let number = 0; number < siblings; number++) {
    const { sibling, from, to } = number === 0 ? first : siblingOf(world, number, period)
    const at = Math.round((number * rows) / siblings)
    const end = Math.round(((number + 1) * rows) / siblings)
    const chosen = spread(from, to, end - at, random.at(number))
    for (let next = 0; next < chosen.length;) {
      host.busy('drawing other requests', 20_000)
      const start = chosen[next]
      const part = sibling.draw({ from: start, to: Math.min(to, start + CHUNK_ROWS) })
      let upTo = next
      while (upTo < chosen.length && chosen[upTo] < start + part.table.rows) upTo++
      copyRows(part, chosen.subarray(next, upTo).map((row) => row - start), whole, at + next)
      next = upTo
      await host.breathe()
    }
  }
  return { table: whole.table, targets: whole.truth!.probability }
}

function siblingOf(world: World, number: number, { from, to }: Period) {
  const sibling = world.sibling(`ceiling ${number}`)
  if (!sibling) throw new Error('no ceiling of these columns: nobody knows the truth of these rows')
  return { sibling, from: sibling.rowAt(from), to: Math.max(sibling.rowAt(from) + 1, sibling.rowAt(to)) }
}

/** `count` rows of a range, one drawn from each of as many equal parts: an even step could keep pace with the places of a slate. */
function spread(from: number, to: number, count: number, random: Random): Uint32Array {
  const step = (to - from) / count
  return Uint32Array.from({ length: count }, (_, i) => {
    const start = Math.ceil(from + i * step)
    const end = Math.ceil(from + (i + 1) * step)
    return end > start ? start + random.below(end - start) : Math.min(to - 1, start)
  })
}
