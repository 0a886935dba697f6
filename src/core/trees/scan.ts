import type { Split } from './draft.ts'
import { OP, STAT, STATS } from './job.ts'
import { FOUND_BYTES, GROUP } from './layout.ts'
import { gainOf, type GrowJob, type Leaf } from './leaf.ts'
import type { Task, TreeMemory } from './tree-memory.ts'

/** A leaf whose histogram was built, and its sibling, whose histogram is still their parent's. */
export interface Scan {
  readonly own: Leaf
  readonly sibling: Leaf | null
  readonly scanOwn: boolean
  readonly scanSibling: boolean
}

/** Builds the histograms of these leaves from their rows, in tasks of at most `grain` rows of all columns. */
export function buildHistograms(shop: TreeMemory, leaves: readonly Leaf[], chosen: Uint8Array, grain: number): void {
  const { layout, bytes } = shop
  const groups = groupsOf(chosen)
  // Groups are tasks of their own: with many of them there is no need to cut rows.
  const piece = Math.max(8192, grain * groups.length)
  const tasks: Task[] = []
  for (const { list, from, count, histogram } of leaves) {
    const pieces = Math.max(1, Math.round(count / piece))
    const size = Math.ceil(count / pieces)
    if (pieces > 1) bytes.fill(0, histogram, histogram + layout.histogramBytes)
    for (let at = 0; at < count; at += size)
      for (const group of groups)
        tasks.push([
          ...[layout.at[list] + 4 * (from + at), Math.min(size, count - at), group],
          ...[histogram, Number(pieces > 1)],
        ])
  }
  tasks.sort((a, b) => b[1] - a[1])
  shop.run(OP.build, tasks)
}

/** The best split of each leaf that is to be scanned; null where there is none. */
export function scanLeaves(job: GrowJob, scans: readonly Scan[]): [Leaf, Split | null][] {
  const { shop, chosen } = job
  const leaves: Leaf[] = []
  const tasks: Task[] = []
  for (const { own, sibling, scanOwn, scanSibling } of scans) {
    const nodes = [scanOwn ? leaves.push(own) - 1 : -1, sibling && scanSibling ? leaves.push(sibling) - 1 : -1]
    for (const group of groupsOf(chosen))
      tasks.push([group, own.histogram, nodes[0], sibling ? sibling.histogram : 0, nodes[1]])
  }
  for (const [i, leaf] of leaves.entries()) {
    const stat = shop.layout.at.stats / 8 + i * STATS
    shop.doubles[stat + STAT.g] = leaf.g
    shop.doubles[stat + STAT.h] = leaf.h
    shop.doubles[stat + STAT.lower] = leaf.lower
    shop.doubles[stat + STAT.upper] = leaf.upper
    shop.doubles[stat + STAT.rowsPerUnit] = leaf.count / leaf.h
  }
  shop.run(OP.scan, tasks)
  return leaves.map((leaf, i) => [leaf, bestOf(job, leaf, i)])
}

/** The column that gains most, the first of them where several do. */
function bestOf(job: GrowJob, leaf: Leaf, node: number): Split | null {
  const { shop, chosen, columns } = job
  const { layout, doubles, words } = shop
  let best = -Infinity
  let feature = -1
  for (let i = 0; i < columns.length; i++) {
    const gain = doubles[(layout.at.found + (node * layout.features.length + i) * FOUND_BYTES) / 8]
    if (!chosen[i] || gain <= best) continue
    best = gain
    feature = i
  }
  if (feature < 0) return null
  const at = layout.at.found + (node * layout.features.length + feature) * FOUND_BYTES
  const found = {
    feature,
    gain: best - gainOf(leaf, job),
    g: doubles[at / 8 + 1],
    h: doubles[at / 8 + 2],
    bin: words[at / 4 + 6],
    missingLeft: words[at / 4 + 7] > 0,
    set: null,
  }
  const { categories } = columns[feature]
  if (!categories) return found
  if (categories.named >= 0) return { ...found, set: shop.bytes.slice(at + 32, at + 64) }
  return aboveOf(found, leaf)
}

/** The same split with the children's places changed: a set has the upper bins, so that values never seen are with the rare. */
function aboveOf(split: Split, { g, h }: Leaf): Split {
  const set = new Uint8Array(32)
  for (let bin = split.bin + 1; bin < 256; bin++) set[bin >>> 3] |= 1 << (bin & 7)
  return { ...split, set, g: g - split.g, h: h - split.h }
}

function groupsOf(chosen: Uint8Array): number[] {
  const groups: number[] = []
  for (let group = 0; group * GROUP < chosen.length; group++)
    if (chosen.subarray(group * GROUP, (group + 1) * GROUP).includes(1)) groups.push(group)
  return groups
}
