import { controlOf } from '../threads/control.ts'
import type { TreeKernels } from './kernels.ts'
import {
  BIN_BYTES,
  FOUND_BYTES,
  GROUP,
  COLUMN_BYTES,
  scratchBytes,
  SLICE_ROWS,
  SORTING_AT,
  TASK_WORDS,
  type Layout,
} from './layout.ts'

/**
 * What threads do together: work out pairs, build histograms, take siblings' from their parents' and scan for splits, part rows, move
 * them, add leaves to margins. Each is a number of tasks that any thread may do, in any order.
 */
export const OP = { pairs: 1, build: 2, scan: 3, part: 4, move: 5, add: 6, softPairs: 7 } as const

/** Places in the control numbers. */
export const NUMBER = { gradientUnits: 0, hessianUnits: 1, lambda: 2, least: 3, focal: 4 } as const

/** Numbers of a node that is scanned, eight each. */
export const STAT = { g: 0, h: 1, lower: 2, upper: 3, rowsPerUnit: 4 } as const
export const STATS = 8

/** Does one task of an op with the working space of one thread. */
export function taskRunner(kernels: TreeKernels, layout: Layout, memory: WebAssembly.Memory, thread: number) {
  const { at, rows, features } = layout
  const words = new Int32Array(memory.buffer)
  const bytes = new Uint8Array(memory.buffer)
  const doubles = new Float64Array(memory.buffer)
  const { numbers } = controlOf(memory)
  const scratch = at.scratch + thread * scratchBytes

  return (op: number, task: number): void => {
    const place = at.tasks / 4 + task * TASK_WORDS
    if (op === OP.build) build(place)
    else if (op === OP.scan) scan(place)
    else if (op === OP.part) part(place)
    else if (op === OP.move) move(place)
    else if (op === OP.pairs) pairs(task)
    else if (op === OP.softPairs) softPairs(task)
    else if (op === OP.add) add(place)
  }

  function pairs(task: number): void {
    const from = task * SLICE_ROWS
    const to = Math.min(layout.padded, from + SLICE_ROWS)
    const units = [numbers[NUMBER.gradientUnits], numbers[NUMBER.hessianUnits], numbers[NUMBER.focal]] as const
    doubles[at.losses / 8 + task] = kernels.pairsOf(at.margins, at.signed, at.pairs, from, to, ...units)
  }

  function softPairs(task: number): void {
    const from = task * SLICE_ROWS
    const to = Math.min(layout.padded, from + SLICE_ROWS)
    const units = [numbers[NUMBER.gradientUnits], numbers[NUMBER.hessianUnits]] as const
    doubles[at.losses / 8 + task] = kernels.softPairsOf(at.margins, at.signed, at.pairs, from, to, ...units)
  }

  /** [rows, count, group, histogram, whether others add to it too] */
  function build(place: number): void {
    const group = words[place + 2]
    const histogram = words[place + 3] >>> 0
    const isShared = words[place + 4]
    const first = group * GROUP
    const [a, b, c, d] = [features[first], features[first + 1], features[first + 2], features[first + 3]]
    const bins = at.bins + 4 * rows * group
    if (!isShared) {
      const [toA, toB, toC, toD] = [a.histogram, b.histogram, c.histogram, d.histogram]
      bytes.fill(0, histogram + toA, histogram + toD + BIN_BYTES * d.bins)
      kernels.addRows(
        ...([words[place], words[place + 1], bins, at.pairs] as const),
        ...([histogram + toA, histogram + toB, histogram + toC, histogram + toD] as const)
      )
      return
    }
    kernels.addRows(
      ...([words[place], words[place + 1], bins, at.pairs] as const),
      ...([scratch, scratch + COLUMN_BYTES, scratch + 2 * COLUMN_BYTES, scratch + 3 * COLUMN_BYTES] as const)
    )
    for (let i = 0; i < GROUP; i++) {
      const { histogram: start, bins } = features[first + i]
      kernels.flush(scratch + i * COLUMN_BYTES, histogram + start, bins)
    }
  }

  /** [group, histogram, its node or −1, sibling's histogram or 0, its node or −1]; the sibling's is still the parent's. */
  function scan(place: number): void {
    const group = words[place]
    const [own, node, sibling, siblingNode] = [words[place + 1], words[place + 2], words[place + 3], words[place + 4]]
    for (let feature = group * GROUP; feature < (group + 1) * GROUP; feature++) {
      const { histogram, bins } = features[feature]
      if (!bytes[at.chosen + feature]) continue
      if (sibling) kernels.subtract((sibling >>> 0) + histogram, (own >>> 0) + histogram, bins)
      if (node >= 0) scanFeature((own >>> 0) + histogram, feature, node)
      if (siblingNode >= 0) scanFeature((sibling >>> 0) + histogram, feature, siblingNode)
    }
  }

  function scanFeature(histogram: number, feature: number, node: number): void {
    const { bins, values, monotone } = features[feature]
    const stat = at.stats / 8 + node * STATS
    const g = doubles[stat + STAT.g]
    const h = doubles[stat + STAT.h]
    const gradientUnit = 1 / numbers[NUMBER.gradientUnits]
    const hessianUnit = 1 / numbers[NUMBER.hessianUnits]
    const lambda = numbers[NUMBER.lambda]
    const least = numbers[NUMBER.least]
    const out = at.found + (node * features.length + feature) * FOUND_BYTES
    const lower = doubles[stat + STAT.lower]
    const upper = doubles[stat + STAT.upper]
    if (values >= 0)
      kernels.scanCodes(
        ...([histogram, values, g, h, gradientUnit, hessianUnit, lambda, least] as const),
        ...([doubles[stat + STAT.rowsPerUnit], lower, upper, scratch + SORTING_AT, out] as const)
      )
    else
      kernels.scanNumbers(
        ...([histogram, bins, g, h, gradientUnit, hessianUnit] as const),
        ...([lambda, least, monotone, lower, upper, out] as const)
      )
  }

  /** [rows, count, lane, lowest bin or set, highest bin, to, rest, whether it is a set]; leaves the left rows in place of the count. */
  function part(place: number): void {
    const [from, count, lane, low, high, to, rest] = words.subarray(place, place + 7)
    words[place + 1] = words[place + 7]
      ? kernels.partitionCodes(from, count, lane, low, to, rest)
      : kernels.partitionNumbers(from, count, lane, low, high, to, rest)
  }

  /** [from, count, to] */
  function move(place: number): void {
    const from = (words[place] >>> 0) / 4
    words.copyWithin((words[place + 2] >>> 0) / 4, from, from + words[place + 1])
  }

  /** [rows, count, where the value is] */
  function add(place: number): void {
    const value = new Float32Array(memory.buffer, 4 * (place + 2), 1)[0]
    kernels.addToMargins(words[place], words[place + 1], at.margins, value)
  }
}
