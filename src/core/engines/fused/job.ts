import { fieldOffsets, isBias } from '../../networks/network.ts'
import { controlOf, OWN_WORDS, WORD } from '../../threads/control.ts'
import { forwardPass, paddedRows } from './forward.ts'
import { backwardPass } from './backward.ts'
import type { Kernels } from './kernels.ts'
import { BLOCK, SLICES, type Layout } from './layout.ts'

/** Phases of work that threads share; each is a number of tasks that any thread may do, in any order. */
export const OP = { gradient: 1, update: 2, score: 3, peak: 4 } as const
export type Op = (typeof OP)[keyof typeof OP]

/** Places of its own in the control words. */
export const OWN_WORD = { weighted: OWN_WORDS, lazy: OWN_WORDS + 1 } as const
/** Places in the control numbers. */
export const NUMBER = { size: 0, spread: 1, l2: 2, focal: 3, losses: 4 } as const

/** Blocks scored in one task. */
const SCORE_BLOCKS = 4
/** How often one task does the plain product whose rate is the roof. */
const PEAK_REPEATS = 100

/** How many tasks an op makes of so many rows. */
export function tasksOf(op: Op, rows: number, layout: Layout): number {
  const blocks = Math.ceil(rows / BLOCK)
  if (op === OP.gradient) return Math.min(SLICES, blocks)
  if (op === OP.score) return Math.ceil(blocks / SCORE_BLOCKS)
  if (op === OP.update) return layout.dense.length + layout.embedded + wideFields(layout)
  return 0
}

/** Does one task of an op with the working space of one thread. */
export function taskRunner(kernels: Kernels, layout: Layout, memory: WebAssembly.Memory, thread: number) {
  const scratch = layout.scratch[thread]
  const floats = new Float32Array(memory.buffer)
  const { words, numbers } = controlOf(memory)
  const { frozen, dense, denseFloats } = layout
  const score = forwardPass(kernels, layout, scratch, floats, false)
  const forward = frozen ? null : forwardPass(kernels, layout, scratch, floats, true)
  const backward = frozen ? null : backwardPass(kernels, layout, scratch, floats)
  const denseBytes = 4 * denseFloats
  const offsets = fieldOffsets(layout.network)
  const peakWeights = layout.weights + 4 * (dense.find((array) => array.name === 'cross/0/w')?.at ?? 0)

  return (op: number, task: number): void => {
    const rows = words[WORD.rows]
    if (op === OP.gradient) gradient(task, rows)
    else if (op === OP.update) update(task, rows)
    else if (op === OP.score) scoreBlocks(task, rows)
    else if (op === OP.peak) peak()
  }

  function scoreBlocks(task: number, rows: number): void {
    const blocks = Math.ceil(rows / BLOCK)
    for (let i = task * SCORE_BLOCKS; i < Math.min(blocks, (task + 1) * SCORE_BLOCKS); i++) {
      const start = i * BLOCK
      score(start, Math.min(BLOCK, rows - start), layout.logits + 4 * start)
    }
  }

  function gradient(slice: number, rows: number): void {
    if (!forward || !backward) return
    const blocks = Math.ceil(rows / BLOCK)
    const slices = tasksOf(OP.gradient, rows, layout)
    const gradients = layout.gradients + slice * denseBytes
    floats.fill(0, gradients / 4, gradients / 4 + denseFloats)
    const weights = words[OWN_WORD.weighted]
    let loss = 0
    for (let i = Math.floor((slice * blocks) / slices); i < Math.floor(((slice + 1) * blocks) / slices); i++) {
      const start = i * BLOCK
      const count = Math.min(BLOCK, rows - start)
      forward(start, count, scratch.logits)
      const slope = layout.slope + 4 * start
      loss += kernels.lossSlope(
        scratch.logits,
        layout.labels + 4 * start,
        weights && layout.rowWeights + 4 * start,
        slope,
        1 / rows,
        numbers[NUMBER.focal],
        count,
        paddedRows(count)
      )
      backward(start, count, slope, gradients)
    }
    numbers[NUMBER.losses + slice] = loss
  }

  function update(task: number, rows: number): void {
    const size = numbers[NUMBER.size]
    const spread = numbers[NUMBER.spread]
    const l2 = numbers[NUMBER.l2]
    if (task >= dense.length) {
      const field = task - dense.length
      if (field < layout.embedded) updateField('embedding', field, rows, size, spread, l2)
      else updateField('wideValues', field - layout.embedded, rows, size, spread, l2)
      return
    }
    const { name, at, padded, isPacked, transposed } = dense[task]
    const w = layout.weights + 4 * at
    kernels.adam(
      w,
      layout.firstMoment + 4 * at,
      layout.secondMoment + 4 * at,
      layout.gradients + 4 * at,
      tasksOf(OP.gradient, rows, layout),
      denseFloats,
      padded[0] * padded[1],
      size,
      spread,
      isBias(name) ? 0 : l2
    )
    if (isPacked) kernels.transpose(w, transposed, padded[0], padded[1])
  }

  function updateField(
    kind: 'embedding' | 'wideValues',
    field: number,
    rows: number,
    size: number,
    spread: number,
    l2: number
  ): void {
    const table = layout[kind]
    if (!table) return
    const { slots, sums, values } = scratch
    const { fields } = layout.network
    const isWide = kind === 'wideValues'
    const { address, wide } = table
    const codes = layout.codes + 4 * field
    const mask = slotMaskOf(rows)
    const column = layout.inputGradient + 4 * (layout.numericWide + field * wide)
    const { width, slope } = layout
    const n = fields.length
    const touched = isWide
      ? kernels.adamTouchedWide(address, codes, n, slope, rows, slots, mask, sums, values, size, spread, l2)
      : kernels.adamTouched(address, wide, codes, n, column, width, rows, slots, mask, sums, values, size, spread, l2)
    if (words[OWN_WORD.lazy]) return
    const marks = layout.marks + (isWide ? (layout.embedding?.values ?? 0) : 0)
    const from = offsets[field]
    const to = from + fields[field].vocabulary
    kernels.markTouched(marks, values, touched)
    kernels.adamUntouched(address, wide, marks, from, to, layout.zeros, size, spread, l2)
  }

  /** A plain product of matrices that stay in the cache: what the machine gives at best. */
  function peak(): void {
    const { width } = layout
    for (let i = 0; i < PEAK_REPEATS; i++)
      kernels.product(scratch.x[0], width, peakWeights, layout.zeros, scratch.x[1], width, BLOCK, width, width)
  }
}

/** Floating-point operations of one task of the plain product. */
export function peakFlopsPerTask({ width }: Layout): number {
  return 2 * PEAK_REPEATS * BLOCK * width * width
}

/** At least twice as many places as rows, less one. */
function slotMaskOf(rows: number): number {
  return (1 << (33 - Math.clz32(Math.max(4, rows) - 1))) - 1
}

function wideFields({ network, wideValues }: Layout): number {
  return wideValues ? network.fields.length : 0
}
