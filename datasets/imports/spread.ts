import type { ColumnPlan, Dialect } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import type { Counted } from './sample-others.ts'
import { missingIn, missingWordsIn } from './missing-in.ts'
import { tableBuilder } from './table-builder.ts'

const BINS = 24
/** Values drawn one by one. */
const MOST_BARS = 8
/** Share of the values beyond either end, which the outermost bars take in, so that one outlier leaves a shape. */
const TAIL = 0.01

/** What a sample shows of a column once it is read by a plan. */
export interface Spread {
  readonly sort: 'values' | 'numbers' | 'times'
  /** Shares of its values: of the most frequent ones, or of equal bins, without a text, from `from` to `to`. */
  readonly bars: readonly { readonly text: string; readonly share: number }[]
  /** Of values beside those that have a bar of their own. */
  readonly others: number
  /** Null where nothing could be read; in seconds where these are times. */
  readonly from: number | null
  readonly to: number | null
  /** Shares of the cells. */
  readonly missing: number
  readonly unread: number
}

interface Weighted {
  readonly value: number
  readonly weight: number
}

/** The same as the import would read it: through the builder of its column. */
export function spreadOf(look: ColumnLook, column: ColumnPlan, dialect: Dialect | null): Spread {
  const isTime = column.type === 'time' || column.role === 'time' || column.role === 'labelTime'
  const missing = look.sampled > 0 ? missingIn(look, column) / look.sampled : 0
  const kept = missingWordsIn(look, column).filter(({ counts }) => !counts)
  const frequent = [...look.examples.map((text, i) => ({ text, count: look.counts[i] })), ...kept]
  const cells = [...frequent.sort((a, b) => b.count - a.count), ...look.others]
  const values = cells.filter(({ text }) => !column.missing.includes(text))
  const isNamed = column.role === 'label' || column.role === 'group' || column.type === 'categorical'
  if (isNamed && !isTime) return { ...valuesOf(values, look), missing, unread: 0 }
  const role = isTime ? ('time' as const) : ('feature' as const)
  const { read, unread } = readAs(values, { ...column, role }, dialect)
  const rest = { missing, unread: unread / Math.max(1, look.sampled) }
  if (column.type === 'boolean') return { ...truthsOf(read), ...rest }
  return { ...binsOf(read, isTime ? 'times' : 'numbers'), ...rest }
}

function valuesOf(values: readonly Counted[], { distinct }: ColumnLook): Omit<Spread, 'missing' | 'unread'> {
  const all = values.reduce((sum, { count }) => sum + count, 0)
  const bars = values.slice(0, MOST_BARS).map(({ text, count }) => ({ text, share: count / all }))
  return { sort: 'values', bars, others: Math.max(0, distinct - bars.length), from: null, to: null }
}

function truthsOf(read: readonly Weighted[]): Omit<Spread, 'missing' | 'unread'> {
  const all = read.reduce((sum, { weight }) => sum + weight, 0)
  const yes = read.reduce((sum, { value, weight }) => sum + value * weight, 0)
  const bars =
    all > 0
      ? [
          { text: 'yes', share: yes / all },
          { text: 'no', share: 1 - yes / all },
        ]
      : []
  return { sort: 'values', bars, others: 0, from: null, to: null }
}

function readAs(values: readonly Counted[], column: ColumnPlan, dialect: Dialect | null) {
  const plan = { format: 'csv', dialect, columns: [column], positive: '', rows: null } as const
  const [built] = tableBuilder(plan).built
  if (built?.sort !== 'numeric') return { read: [], unread: 0 }
  const encoder = new TextEncoder()
  values.forEach(({ text }, row) => {
    const bytes = encoder.encode(text)
    built.builder.cell(bytes, 0, bytes.length, row)
  })
  const out = new Float64Array(values.length)
  if (values.length > 0) built.builder.copy(null, out)
  const read: Weighted[] = []
  let unread = 0
  values.forEach(({ count }, row) => {
    if (Number.isNaN(out[row])) unread += count
    else read.push({ value: out[row], weight: count })
  })
  return { read, unread }
}

function binsOf(read: Weighted[], sort: 'numbers' | 'times'): Omit<Spread, 'missing' | 'unread'> {
  const none = { sort, bars: [], others: 0, from: null, to: null }
  if (read.length === 0) return none
  read.sort((a, b) => a.value - b.value)
  const all = read.reduce((sum, { weight }) => sum + weight, 0)
  const [from, to] = [quantile(read, TAIL * all), quantile(read, (1 - TAIL) * all)]
  const bins = new Float64Array(to > from ? BINS : 1)
  for (const { value, weight } of read) {
    const place = to > from ? Math.floor((BINS * (value - from)) / (to - from)) : 0
    bins[Math.min(bins.length - 1, Math.max(0, place))] += weight
  }
  return { ...none, bars: Array.from(bins, (count) => ({ text: '', share: count / all })), from, to }
}

/** The value at which so much of the weight is reached. */
function quantile(sorted: readonly Weighted[], weight: number): number {
  let held = 0
  for (const { value, weight: own } of sorted) {
    held += own
    if (held >= weight) return value
  }
  return sorted[sorted.length - 1].value
}
