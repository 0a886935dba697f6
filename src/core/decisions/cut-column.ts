import { codeCount, type Codes } from '../kernel/codes.ts'
import { MISSING } from '../kernel/table.ts'
import { sortDescending } from '../metrics/sort/descending.ts'

/** A column of the rows that are sliced, one value per row; NaN and code 0 are missing. */
export type SliceColumn =
  | { readonly kind: 'numeric'; readonly values: Float32Array }
  | { readonly kind: 'categorical'; readonly values: Codes; readonly names?: readonly string[] }

export type SliceName =
  | { readonly type: 'value'; readonly text: string }
  /** From a number up to another, both included; of the highest bin also what is above. */
  | { readonly type: 'range'; readonly from: number; readonly to: number }
  | { readonly type: 'others'; readonly values: number }
  | { readonly type: 'missing' }
  | { readonly type: 'all' }

export interface CutColumn {
  readonly names: readonly SliceName[]
  /** Place in `names` of each row. */
  readonly sliceOf: Uint16Array
}

const VALUES = 9
const BINS = 8

/**
 * Categorical columns by their nine most frequent values and the others; numeric ones by value where there are at most
 * nine, else by eight bins of equal count, in which ties never part. Missing values are a slice of their own.
 */
export function cutColumn(column: SliceColumn): CutColumn {
  return column.kind === 'categorical' ? cutCodes(column.values, column.names) : cutNumbers(column.values)
}

function cutCodes(codes: Codes, texts: readonly string[] = []): CutColumn {
  const counts = new Uint32Array(codeCount(codes))
  for (const code of codes) counts[code]++
  const seen = [...counts.keys()].filter((code) => code !== MISSING && counts[code] > 0)
  const top = seen.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, VALUES)
  const others = seen.length - top.length
  const placeOf = new Uint16Array(counts.length).fill(top.length)
  top.forEach((code, place) => (placeOf[code] = place))
  placeOf[MISSING] = top.length + 1
  const sliceOf = new Uint16Array(codes.length)
  for (let i = 0; i < codes.length; i++) sliceOf[i] = placeOf[codes[i]]
  return {
    names: [
      ...top.map((code) => ({ type: 'value', text: texts[code - 1] ?? String(code) }) as const),
      { type: 'others', values: others },
      { type: 'missing' },
    ],
    sliceOf,
  }
}

function cutNumbers(values: Float32Array): CutColumn {
  const known = values.filter((value) => value === value)
  const { rows } = sortDescending(known)
  const sorted = new Float32Array(rows.length)
  for (let i = 0; i < rows.length; i++) sorted[rows.length - 1 - i] = known[rows[i]]
  const tops = topsOf(sorted)
  const isEach = tops.every((top, bin) => sorted[firstAbove(sorted, bin === 0 ? -Infinity : tops[bin - 1])] === top)
  const names = tops.map((to, bin): SliceName => {
    const from = sorted[firstAbove(sorted, bin === 0 ? -Infinity : tops[bin - 1])]
    return isEach ? { type: 'value', text: String(Number(to.toPrecision(9))) } : { type: 'range', from, to }
  })
  return {
    names: [...names, { type: 'missing' }],
    sliceOf: binsOf(values, tops),
  }
}

/** The highest value of each bin, ascending. */
function topsOf(sorted: Float32Array): number[] {
  const distinct: number[] = []
  for (let i = 0; i < sorted.length && distinct.length <= VALUES; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i])
  if (distinct.length <= VALUES) return distinct
  const tops = Array.from({ length: BINS }, (_, bin) => sorted[Math.ceil(((bin + 1) * sorted.length) / BINS) - 1])
  return tops.filter((top, bin) => bin === 0 || top > tops[bin - 1])
}

function firstAbove(sorted: Float32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] > value) high = middle
    else low = middle + 1
  }
  return low
}

/** The first bin whose highest value is not below each value; one more for those that are missing. */
function binsOf(values: Float32Array, tops: readonly number[]): Uint16Array {
  const out = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) {
    let bin = 0
    while (bin < tops.length && !(values[i] <= tops[bin])) bin++
    out[i] = bin
  }
  return out
}
