import type { GpuLimits } from './gpu.ts'
import type { Place, Product, Step } from './steps.ts'

/** Rows to a vector: a weight that is read once serves them all. */
export type Pack = 4 | 2 | 1

/** How the work is cut up: a workgroup takes `rows` rows through the whole network. */
export interface Tiling {
  readonly rows: number
  readonly pack: Pack
  readonly threads: number
  /** Columns that each place of workgroup memory has room for. */
  readonly depth: Readonly<Record<Place, number>>
  readonly tiles: ReadonlyMap<Product, Tile>
}

/** What each thread holds in registers: `packs` × pack rows, `quads` × 4 columns. */
export interface Tile {
  readonly packs: number
  readonly quads: number
  /** Threads side by side, each further quad that many columns of four along. */
  readonly across: number
  /** Threads with work: `across` for each group of `packs`. */
  readonly threads: number
}

const MOST_ROWS = 64
/** Beyond this a card keeps too few workgroups in flight to hide its memory behind them; every card has it. */
const IDEAL_BYTES = 16384
const IDEAL_THREADS = 256

/** @throws one line where not even one row fits */
export function tilingOf(steps: readonly Step[], limits: GpuLimits): Tiling {
  const most = Math.min(IDEAL_THREADS, limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX)
  if (steps.every((step) => step.kind === 'wide')) {
    const threads = Math.min(64, most)
    return { rows: 4 * threads, pack: 4, threads, depth: { a: 0, b: 0 }, tiles: new Map() }
  }
  const allowed = limits.maxComputeWorkgroupStorageSize
  for (let rows = MOST_ROWS; rows >= 8; rows -= 8) {
    const tiling = cut(steps, rows, 4, most)
    if (bytesOf(tiling) <= Math.min(IDEAL_BYTES, allowed)) return tiling
  }
  for (const rows of [8, 4, 2, 1] as const) {
    const tiling = cut(steps, rows, rows === 8 ? 4 : rows, most)
    if (bytesOf(tiling) <= allowed) return tiling
  }
  const needed = bytesOf(cut(steps, 1, 1, most))
  throw new Error(`the network needs ${needed} bytes of the graphics card's workgroup memory; it has ${allowed}`)
}

function bytesOf({ rows, depth }: Tiling): number {
  return 4 * rows * (depth.a + depth.b)
}

function cut(steps: readonly Step[], rows: number, pack: Pack, most: number): Tiling {
  const packs = rows / pack
  const products = steps.filter((step) => step.kind === 'product')
  const widest = Math.max(1, ...products.map(({ columns }) => quadsOf(columns)))
  const tall = packs % 2 ? 1 : 2
  const threads = Math.min(most, Math.max(64, 32 * Math.ceil((widest * packs) / tall / 32)))
  const tiles = new Map(products.map((product) => [product, tileOf(product, packs, threads)]))
  const depth = { a: 4, b: 0 }
  for (const step of steps) {
    if (step.kind === 'gather') depth.a = Math.max(depth.a, 4 * quadsOf(step.width))
    if (step.kind !== 'product') continue
    const { across, quads } = tiles.get(step) as Tile
    depth[step.to] = Math.max(depth[step.to], 4 * across * quads)
  }
  return { rows, pack, threads, depth, tiles }
}

/** The smallest tile with which the threads cover the product: columns in registers cost a weight each, rows none. */
function tileOf({ columns }: Product, packs: number, threads: number): Tile {
  for (let size = 1; ; size++)
    for (const tall of packs % 2 === 0 ? [2, 1] : [1]) {
      if (size % tall) continue
      const quads = size / tall
      const across = Math.ceil(quadsOf(columns) / quads)
      const busy = across * (packs / tall)
      if (busy <= threads) return { packs: tall, quads, across, threads: busy }
    }
}

/** Columns are computed by fours; those beyond the last meet weights of zero. */
export function quadsOf(columns: number): number {
  return Math.max(1, Math.ceil(columns / 4))
}
