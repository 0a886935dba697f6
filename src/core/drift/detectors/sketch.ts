import type { Codes } from '../../kernel/codes.ts'
import { MISSING, type RowRange } from '../../kernel/table.ts'
import { countByRequest, spreadOf } from './requests.ts'
import { type Known, knownOf } from './unseen.ts'
import { rowsIn, type Watched } from './watch.ts'

const QUANTILE_BINS = 10
const TOP_VALUES = 9
const TOP_REQUESTS = 10

/** Reference rows of a column by bin, and how to bin other rows the same way. */
export interface Sketch {
  readonly binning: Binning
  /** Names of the bins, for a picture. */
  readonly labels: readonly string[]
  /** Reference rows in each bin. */
  readonly counts: Float64Array
  readonly rows: number
  /** Variance that one row adds to the count of each bin, likeness within requests included; null: rows are independent. */
  readonly spread: Float64Array | null
  /** Of numbers: those that the reference would hold, if there were any. */
  readonly known?: Known
}

export type Binning =
  /** Bin i takes values above edge i − 1 and up to edge i; then one bin more for missing. */
  | { readonly kind: 'numeric'; readonly edges: Float32Array }
  /** Bin of each code, and of those beyond them. */
  | { readonly kind: 'categorical'; readonly bins: Uint8Array; readonly unseen: number }

/**
 * Numeric: ten bins between reference quantiles (fewer where many values are equal), and missing. Categorical: the nine
 * most frequent values (the lower code first), other, missing, and unseen: never in the reference.
 *
 * Numbers that the reference has none of, though it would have met them, are a bin of their own where they come (`unseen.ts`):
 * else a column that was 7 throughout could become 8 within the one bin there is.
 *
 * Two corrections keep long fields quiet without drift. A value leads only if it is found in ten requests (without
 * requests: ten rows), since the most frequent of many rare values are so by luck and fall back later. And as rows to
 * come hold some values never seen, a reference row counts as unseen, not as other, where its value is found in no
 * other request: Good and Turing's estimate of that share.
 */
export function sketchOf(reference: Watched): Sketch {
  return reference.column.kind === 'numeric'
    ? sketchNumeric(reference, reference.column.values)
    : sketchCategorical(reference, reference.column.values)
}

/** Rows in each bin of a sketch. */
export function countBins({ binning, labels }: Pick<Sketch, 'binning' | 'labels'>, { column, ranges }: Watched) {
  const found = new Float64Array(labels.length)
  for (const { from, to } of ranges) for (let row = from; row < to; row++) found[binOf(binning, column.values[row])]++
  return found
}

export function binOf(binning: Binning, value: number): number {
  if (binning.kind === 'categorical') return value < binning.bins.length ? binning.bins[value] : binning.unseen
  const { edges } = binning
  if (value !== value) return edges.length + 1
  let bin = 0
  while (bin < edges.length && value > edges[bin]) bin++
  return bin
}

/** Numbers of a reference by bins between these edges, ascending; where two samples are compared once, both may have a say in them. */
export function sketchAt(reference: Watched, edges: Float32Array): Sketch {
  const uppers = Array.from(edges, (edge) => Number(edge.toPrecision(3)))
  const labels = [...uppers.map((upper) => `up to ${upper}`), uppers.length > 0 ? `above ${uppers.at(-1)}` : 'any']
  return finish(reference, { kind: 'numeric', edges }, [...labels, 'missing'])
}

function sketchNumeric(reference: Watched, values: Float32Array): Sketch {
  const sorted = present(values, reference.ranges)
  return { ...sketchAt(reference, quantileEdges(sorted)), known: knownOf(sorted) }
}

/** The 10 %, 20 %, … order statistics, each once; not the maximum, above which nothing would be. */
export function quantileEdges(sorted: Float32Array): Float32Array {
  const n = sorted.length
  const edges = new Set<number>()
  for (let i = 1; i < QUANTILE_BINS; i++) edges.add(sorted[Math.ceil((i * n) / QUANTILE_BINS) - 1])
  edges.delete(sorted[n - 1])
  return Float32Array.from(n > 0 ? edges : [])
}

/** Values that are not missing, ascending. */
function present(values: Float32Array, ranges: readonly RowRange[]): Float32Array {
  const kept = new Float32Array(rowsIn(ranges))
  let count = 0
  for (const { from, to } of ranges)
    for (let row = from; row < to; row++) if (values[row] === values[row]) kept[count++] = values[row]
  return kept.subarray(0, count).sort()
}

function sketchCategorical(reference: Watched, codes: Codes): Sketch {
  const { rows, requests } = countByRequest(codes, reference)
  const seen = [...rows.keys()].filter((code) => code !== MISSING && rows[code] > 0)
  const frequent = seen.filter((code) => requests[code] >= TOP_REQUESTS)
  const top = frequent.toSorted((a, b) => rows[b] - rows[a] || a - b).slice(0, TOP_VALUES)
  const [other, missing, unseen] = [top.length, top.length + 1, top.length + 2]
  const bins = new Uint8Array(rows.length).fill(unseen)
  for (const code of seen) bins[code] = other
  for (const [place, code] of top.entries()) bins[code] = place
  bins[MISSING] = missing
  const ownBins = bins.slice()
  for (const code of seen) if (bins[code] === other && requests[code] === 1) ownBins[code] = unseen
  const labels = [...top.map((code) => `value ${code}`), 'other', 'missing', 'unseen']
  return finish(reference, { kind: 'categorical', bins, unseen }, labels, {
    kind: 'categorical',
    bins: ownBins,
    unseen,
  })
}

/** `own` bins the reference itself, where that differs. */
function finish(reference: Watched, binning: Binning, labels: readonly string[], own = binning): Sketch {
  const counts = countBins({ binning: own, labels }, reference)
  const { requests } = reference
  const spread = requests && spreadOf({ ...reference, requests }, counts, (value) => binOf(own, value))
  return { binning, labels, counts, rows: rowsIn(reference.ranges), spread }
}
