import type { BoostSettings } from './boost-settings.ts'
import { Draft, type Split } from './draft.ts'
import { NUMBER, OP } from './job.ts'
import { BIN_BYTES } from './layout.ts'
import { weightOf, type GrowJob, type Leaf, type Sums } from './leaf.ts'
import { partLeaves } from './part.ts'
import { buildHistograms, scanLeaves, type Scan } from './scan.ts'
import type { Task, TreeMemory } from './tree-memory.ts'

/** Rows of a task where there is little to share. */
const LEAST_TASK_ROWS = 8192
/** Gains that come from rounding alone, as XGBoost has it. */
const LEAST_GAIN = 1e-6
/** Of the upper word of a 64-bit sum. */
const WORD = 4_294_967_296

/** Leaves that hold a histogram at the same time, at most. */
export function mostLeaves({ maxDepth, maxLeaves }: BoostSettings): number {
  const byDepth = maxDepth && maxDepth <= 30 ? 1 << (maxDepth - 1) : Infinity
  return Math.max(1, Math.min(byDepth, maxLeaves || Infinity))
}

/** Grows one tree on the gradients in tree memory and adds its leaves to the margins. */
export async function growTree(job: GrowJob): Promise<Draft> {
  const { shop, settings } = job
  const { layout } = shop
  const draft = new Draft()
  const free = Array.from({ length: layout.slots }, (_, i) => layout.at.slots + i * layout.histogramBytes).reverse()
  shop.bytes.set(job.chosen, layout.at.chosen)

  const root = rootOf(job, draft, free)
  const leaves: Leaf[] = [root]
  let open = splittable(root, job, 1) ? scanned([{ own: root, sibling: null, scanSibling: false, scanOwn: true }]) : []
  while (open.length) {
    const room = (settings.maxLeaves || Infinity) - leaves.length
    const batch = nextOf(open, settings.growth).slice(0, Math.min(room, layout.nodes / 2))
    if (!batch.length) break
    const taken = new Set(batch)
    open = open.filter((leaf) => !taken.has(leaf))
    const scans: Scan[] = []
    const parted = partLeaves(shop, batch, grain(batch))
    for (const [i, leaf] of batch.entries()) {
      const [left, right] = childrenOf(leaf, parted[i])
      leaves[leaves.indexOf(leaf)] = left
      leaves.push(right)
      const scan = scanOf(leaf, left, right)
      if (scan) scans.push(scan)
    }
    const builds = scans.map(({ own }) => own)
    buildHistograms(shop, builds, job.chosen, grain(builds))
    open.push(...scanned(scans))
    await job.yieldToMessages()
  }
  addLeaves(shop, draft, leaves, grain(leaves))
  return draft

  /** Rows of a task, so that every thread has some to do. */
  function grain(among: readonly Leaf[]): number {
    if (shop.threads === 1) return Infinity
    const rows = among.reduce((sum, { count }) => sum + count, 0)
    return Math.max(LEAST_TASK_ROWS, Math.ceil(rows / (4 * shop.threads)))
  }

  /** Those that can be split, by the best split of each; the others give their histograms back. */
  function scanned(scans: readonly Scan[]): Leaf[] {
    const found: Leaf[] = []
    for (const [leaf, split] of scanLeaves(job, scans)) {
      if (split && split.gain > LEAST_GAIN && split.gain >= settings.gamma) {
        leaf.split = split
        found.push(leaf)
      } else release(leaf)
    }
    for (const { own, sibling, scanOwn, scanSibling } of scans) {
      if (!scanOwn) release(own)
      if (sibling && !scanSibling) release(sibling)
    }
    return found
  }

  function release(leaf: Leaf): void {
    if (leaf.histogram) free.push(leaf.histogram)
    leaf.histogram = 0
  }

  function childrenOf(leaf: Leaf, { lefts, list }: { lefts: number; list: Leaf['list'] }): [Leaf, Leaf] {
    const split = leaf.split as Split
    const { lower, upper, from, count } = leaf
    const { monotone } = job.columns[split.feature]
    const left = { g: split.g, h: split.h, lower, upper }
    const right = { g: leaf.g - split.g, h: leaf.h - split.h, lower, upper }
    if (monotone) {
      const middle = (weightOf(left, job) + weightOf(right, job)) / 2
      const [low, high] = monotone > 0 ? [left, right] : [right, left]
      low.upper = middle
      high.lower = middle
    }
    const common = { depth: leaf.depth + 1, list, histogram: 0, split: null }
    const children: [Leaf, Leaf] = [
      { ...left, ...common, from, count: lefts, node: planted(left, job, draft) },
      { ...right, ...common, from: from + lefts, count: count - lefts, node: planted(right, job, draft) },
    ]
    draft.split(leaf.node, split, children[0].node)
    return children
  }

  /** The smaller child's histogram is built, the other's is what is left of the parent's, in its place. */
  function scanOf(parent: Leaf, left: Leaf, right: Leaf): Scan | null {
    const [own, sibling] = left.count <= right.count ? [left, right] : [right, left]
    const scanOwn = splittable(own, job, 2)
    const scanSibling = splittable(sibling, job, 2)
    const histogram = scanOwn || scanSibling ? free.pop() : undefined
    if (!histogram) {
      release(parent)
      return null
    }
    own.histogram = histogram
    sibling.histogram = parent.histogram
    return { own, sibling, scanOwn, scanSibling }
  }
}

function rootOf(job: GrowJob, draft: Draft, free: number[]): Leaf {
  const { shop, chosen } = job
  const { layout, words } = shop
  const whole = { node: 0, depth: 0, from: 0, count: layout.rows, list: 'all', split: null } as const
  const bounds = { lower: -Infinity, upper: Infinity }
  const histogram = free.pop() as number
  const leaf: Leaf = { ...whole, ...bounds, histogram, g: 0, h: 0 }
  const grain = shop.threads === 1 ? Infinity : Math.max(LEAST_TASK_ROWS, Math.ceil(layout.rows / (4 * shop.threads)))
  buildHistograms(shop, [leaf], chosen, grain)
  const feature = layout.features[chosen.indexOf(1)]
  const sums = { g: 0, h: 0 }
  for (let bin = 0; bin < feature.bins; bin++) {
    const at = (histogram + feature.histogram + bin * BIN_BYTES) / 4
    sums.g += words[at + 1] * WORD + (words[at] >>> 0)
    sums.h += words[at + 3] * WORD + (words[at + 2] >>> 0)
  }
  planted({ ...bounds, ...sums }, job, draft)
  return { ...leaf, ...sums }
}

/** Depth by depth, or the leaf that gains most; the older one where two gain the same. */
function nextOf(open: readonly Leaf[], growth: BoostSettings['growth']): Leaf[] {
  if (growth === 'depth') return open.filter(({ depth }) => depth === open[0].depth).sort((a, b) => a.node - b.node)
  let best = open[0]
  for (const leaf of open) if ((leaf.split?.gain ?? 0) > (best.split?.gain ?? 0)) best = leaf
  return [best]
}

/** Whether its hessians could do for `children` nodes of the least weight. */
function splittable({ depth, h, count }: Leaf, { settings, shop }: GrowJob, children: number): boolean {
  if (settings.maxDepth && depth >= settings.maxDepth) return false
  return count > 1 && h / shop.numbers[NUMBER.hessianUnits] >= children * settings.minChildWeight
}

/** Notes a new node in the tree. */
function planted(sums: Sums, job: GrowJob, draft: Draft): number {
  return draft.add(job.eta * weightOf(sums, job), sums.h / job.shop.numbers[NUMBER.hessianUnits])
}

function addLeaves(shop: TreeMemory, draft: Draft, leaves: readonly Leaf[], grain: number): void {
  const { layout } = shop
  const bits = new Int32Array(1)
  const tasks: Task[] = leaves.flatMap(({ list, from, count, node }) => {
    new Float32Array(bits.buffer)[0] = draft.value(node)
    const pieces: Task[] = []
    for (let at = 0; at < count; at += grain)
      pieces.push([layout.at[list] + 4 * (from + at), Math.min(grain, count - at), bits[0]])
    return pieces
  })
  shop.run(OP.add, tasks)
}
