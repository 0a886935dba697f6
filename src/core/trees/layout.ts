import type { FeatureBins } from './features.ts'

/** Columns whose bins of a row stand in one word, so that a row's pair is read once for all of them. */
export const GROUP = 4
export const BIN_BYTES = 16
/** Bytes of what a scan finds: kernels/found.ts. */
export const FOUND_BYTES = 64
/** Words that say what one task does. */
export const TASK_WORDS = 8
export const MOST_TASKS = 4096
/** Rows whose pairs one task works out; fixed, so that their losses are always added in the same parts. */
export const SLICE_ROWS = 16_384

const MOST_BINS = 256
/** A thread has histograms of its own of one group of columns, then room to sort categories. */
export const COLUMN_BYTES = MOST_BINS * BIN_BYTES
export const SORTING_AT = GROUP * COLUMN_BYTES
export const scratchBytes = SORTING_AT + 3072

const MOST_HISTOGRAM_BYTES = 268_435_456
const MOST_FOUND_BYTES = 8_388_608
const CONTROL_BYTES = 256

/** Where everything lies in the memory that threads share; plain data, so that it can be sent to them. */
export interface Layout {
  readonly rows: number
  /** Rows and as many as make it a multiple of four. */
  readonly padded: number
  readonly threads: number
  /** A multiple of GROUP: the last ones may be empty. */
  readonly features: readonly FeatureLayout[]
  readonly histogramBytes: number
  /** Histograms there is room for. */
  readonly slots: number
  /** Nodes scanned together, at most. */
  readonly nodes: number
  readonly bytes: number
  readonly at: Readonly<Record<Part, number>>
}

export interface FeatureLayout {
  /** Bins, the one of missing values included; 1 where there is no column. */
  readonly bins: number
  /** Named categories; 0 for numeric columns. */
  readonly values: number
  readonly monotone: number
  /** Where its bins begin, a byte in every word. */
  readonly lane: number
  /** Where its part of a histogram begins. */
  readonly histogram: number
}

type Part = (typeof parts)[number]
const parts = [
  ...(['tasks', 'bins', 'pairs', 'margins', 'signed', 'rows', 'other', 'all', 'losses', 'cuts'] as const),
  ...(['stats', 'found', 'sets', 'chosen', 'scratch', 'slots'] as const),
]

/** Leaves that can be worked on at once, at most. */
export function layoutOf(rows: number, columns: readonly FeatureBins[], leaves: number, threads: number): Layout {
  const count = Math.ceil(columns.length / GROUP) * GROUP
  const padded = Math.ceil(rows / 4) * 4
  const starts: number[] = []
  let histogramBytes = 0
  for (let i = 0; i < count; i++) {
    starts.push(histogramBytes)
    histogramBytes += BIN_BYTES * (columns[i]?.bins ?? 1)
  }
  const slots = Math.max(2, Math.min(leaves, rows, Math.floor(MOST_HISTOGRAM_BYTES / histogramBytes)))
  const nodes = Math.max(2, Math.min(512, Math.floor(MOST_FOUND_BYTES / (FOUND_BYTES * count))))
  const sizes: Record<Part, number> = {
    tasks: 4 * TASK_WORDS * MOST_TASKS,
    bins: 4 * rows * (count / GROUP),
    pairs: 8 * padded,
    margins: 4 * padded,
    signed: 4 * padded,
    rows: 4 * padded + 8,
    other: 4 * padded + 8,
    all: 4 * padded,
    losses: 8 * Math.ceil(padded / SLICE_ROWS),
    cuts: 4 * MOST_BINS,
    stats: 64 * nodes,
    found: FOUND_BYTES * count * nodes,
    sets: 32 * nodes,
    chosen: count,
    scratch: scratchBytes * threads,
    slots: histogramBytes * slots,
  }
  const at = {} as Record<Part, number>
  let bytes = CONTROL_BYTES
  for (const part of parts) {
    at[part] = bytes
    bytes += Math.ceil(sizes[part] / 64) * 64
  }
  const features = starts.map((histogram, i) => ({
    bins: columns[i]?.bins ?? 1,
    values: columns[i]?.categories?.named ?? -1,
    monotone: columns[i]?.monotone ?? 0,
    lane: at.bins + 4 * rows * Math.floor(i / GROUP) + (i % GROUP),
    histogram,
  }))
  return { rows, padded, threads, features, histogramBytes, slots, nodes, bytes, at }
}
