import { DAY } from '../kernel/time.ts'
import { codeCount, type Codes } from '../kernel/codes.ts'
import { logit } from '../kernel/math.ts'
import { shareOfPositives } from '../kernel/positives.ts'
import { isSpread } from '../kernel/spread-rows.ts'
import { bytesPerRow, MISSING, type Draw, type Layout } from '../kernel/table.ts'
import type { Split } from '../training/split.ts'
import { nameOf } from '../questions/cells.ts'
import type { ColumnSummary, DataSummary, Parts } from './contract.ts'

const TRUTH_BINS = 60
const TRUTH_LOW = -12
const TRUTH_HIGH = 4
const NUMERIC_BINS = 24
const QUANTILES = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1]
/** Numeric summaries look at about this many rows, however many there are. */
const QUANTILE_ROWS = 50_000
const SHOWN_ROWS = 40

type Described = Omit<
  DataSummary,
  | 'validation'
  | 'liveRows'
  | 'wholeValidation'
  | 'test'
  | 'lacks'
  | 'expectedBaseRate'
  | 'drawMs'
  | 'warnings'
  | 'settledAfterDays'
>

/** What there is to say of a table before any model sees it; `known` has the labels that it may learn from. */
export function describe({ table, truth }: Draw, known: Draw['table'], layout: Layout, split: Split): Described {
  return {
    rows: { train: split.train.length, validation: split.validation.length, test: split.test.length },
    drawn: table.rows,
    left: split.left,
    baseRate: baseRates(table.label, known.label, split),
    bytes: table.rows * bytesPerRow(table.schema, layout),
    days: table.rows ? (table.time[table.rows - 1] - table.time[0]) / DAY : 0,
    columns: [
      ...table.schema.categorical.map((column, i) => categorical(column, table.categorical[i], table.label)),
      ...table.schema.numeric.map((column, i) => numeric(column, table.numeric[i])),
    ],
    positions: positions(table.position, table.label, truth?.probability ?? null),
    hours: hours(table.time, table.label),
    truth: truth && truthHistogram(truth.probability),
    sample: sample(table, truth?.probability ?? null),
  }
}

function baseRates(final: Uint8Array, known: Uint8Array, split: Split): Parts {
  return {
    train: shareOfPositives(known, split.train),
    validation: shareOfPositives(known, split.validation),
    test: shareOfPositives(final, split.test),
  }
}

function categorical(
  { id, label, help, held, cardinality, values, numbers }: Draw['table']['schema']['categorical'][number],
  codes: Codes,
  labels: Uint8Array
): ColumnSummary {
  const counts = new Uint32Array(codeCount(codes))
  const positives = new Uint32Array(counts.length)
  for (let row = 0; row < codes.length; row++) {
    counts[codes[row]]++
    positives[codes[row]] += labels[row]
  }
  const seen: number[] = []
  for (let code = 1; code < counts.length; code++) if (counts[code]) seen.push(code)
  const top = seen.sort((a, b) => counts[b] - counts[a]).slice(0, 10)
  return {
    id,
    label,
    help,
    kind: 'categorical',
    missing: counts[MISSING] / Math.max(1, codes.length),
    cardinality,
    ...(values && { values }),
    ...(held && { held }),
    ...(numbers && { numbers }),
    distinct: seen.length,
    top: top.map((code) => ({ value: nameOf(values, code), rows: counts[code], positives: positives[code] })),
  }
}

function numeric(
  { id, label, help, held }: Draw['table']['schema']['numeric'][number],
  values: Float32Array
): ColumnSummary {
  const kept: number[] = []
  let missing = 0
  let [least, greatest] = [Infinity, -Infinity]
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (value < least) least = value
    if (value > greatest) greatest = value
    if (Number.isNaN(value)) missing++
    else if (isSpread(row, values.length, QUANTILE_ROWS)) kept.push(value)
  }
  const sorted = Float64Array.from(kept).sort()
  const quantiles = sorted.length ? QUANTILES.map((q) => sorted[Math.round(q * (sorted.length - 1))]) : []
  const histogram = new Array<number>(NUMERIC_BINS).fill(0)
  const low = quantiles[1]
  const width = quantiles[5] - low || 1
  for (const value of sorted) {
    if (value < low || value > quantiles[5]) continue
    histogram[Math.min(NUMERIC_BINS - 1, Math.floor(((value - low) / width) * NUMERIC_BINS))]++
  }
  const share = missing / Math.max(1, values.length)
  const range = least <= greatest ? ([least, greatest] as const) : undefined
  return {
    ...{ id, label, help },
    ...(held && { held }),
    ...{ kind: 'numeric', missing: share, quantiles },
    ...(range && { range }),
    histogram,
  }
}

function positions(
  position: Uint8Array | null,
  label: Uint8Array,
  truth: Float32Array | null
): DataSummary['positions'] {
  if (!position) return []
  const rows = new Float64Array(256)
  const positives = new Float64Array(256)
  const expected = new Float64Array(256)
  for (let row = 0; row < position.length; row++) {
    const place = position[row]
    rows[place]++
    positives[place] += label[row]
    expected[place] += truth ? truth[row] : label[row]
  }
  const last = rows.findLastIndex((count) => count > 0)
  return Array.from({ length: Math.max(0, last) }, (_, i) => i + 1).map((place) => ({
    position: place,
    rows: rows[place],
    positives: positives[place],
    expected: rows[place] ? expected[place] / rows[place] : 0,
  }))
}

function hours(time: Float64Array, label: Uint8Array): DataSummary['hours'] {
  const rows = new Float64Array(24)
  const positives = new Float64Array(24)
  for (let row = 0; row < time.length; row++) {
    const hour = Math.floor((time[row] % DAY) / 3600)
    rows[hour]++
    positives[hour] += label[row]
  }
  return Array.from(rows, (count, hour) => ({ hour, rows: count, positives: positives[hour] }))
}

function truthHistogram(probability: Float32Array): DataSummary['truth'] {
  const rows = new Array<number>(TRUTH_BINS).fill(0)
  for (const p of probability) {
    const place = ((logit(p) - TRUTH_LOW) / (TRUTH_HIGH - TRUTH_LOW)) * TRUTH_BINS
    rows[Math.max(0, Math.min(TRUTH_BINS - 1, Math.floor(place)))]++
  }
  return { low: TRUTH_LOW, high: TRUTH_HIGH, rows }
}

function sample(table: Draw['table'], truth: Float32Array | null): DataSummary['sample'] {
  const { schema } = table
  const columns = [
    'label',
    ...(truth ? ['truth'] : []),
    ...(table.request ? ['request'] : []),
    ...(table.position ? ['position'] : []),
    ...schema.categorical.map((column) => column.label),
    ...schema.numeric.map((column) => column.label),
  ]
  const rows = Array.from({ length: Math.min(SHOWN_ROWS, table.rows) }, (_, row) => [
    String(table.label[row]),
    ...(truth ? [truth[row].toPrecision(3)] : []),
    ...(table.request ? [String(table.request[row])] : []),
    ...(table.position ? [String(table.position[row])] : []),
    ...table.categorical.map((codes, i) =>
      codes[row] === MISSING ? '' : nameOf(schema.categorical[i].values, codes[row])
    ),
    ...table.numeric.map((values) => (Number.isNaN(values[row]) ? '' : String(Number(values[row].toPrecision(4))))),
  ])
  return { columns, rows }
}
