import {
  formatAmount,
  formatCompact,
  formatCount,
  formatMetric,
  formatDigits,
  formatRate,
} from '../../core/kernel/numbers.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import { roomy } from '../../charts/scale.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { SliceReport } from '../../core/decisions/contract.ts'
import type { SliceName } from '../../core/decisions/cut-column.ts'
import type { Slice } from '../../core/decisions/slices.ts'
import { positivesText } from '../../core/report/ground.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'slices',
  label: 'Slices',
  help:
    'The same measures on the rows that share a value of one column, with how many rows and positives each stands on. The ' +
    'thin line is all rows. A slice with fewer than five positives or alerts is n/a: it would show chance rather than the model.',
  needs: 'runs',
} as const satisfies View

export interface SliceRun {
  readonly key: string
  readonly laneIndex: number
  readonly label: string
  readonly report: SliceReport
}

export interface Measure {
  readonly label: string
  readonly write: (value: number | null) => string
  /** Its axis reaches from 0 to this at least; null where it holds what is there, and no more. */
  readonly reaches: number | null
  readonly isShare?: true
}

/** What of a slice can be looked at. */
export const SLICE_MEASURES = {
  recall: { label: 'Recall', write: formatRate, reaches: 0.01, isShare: true },
  precision: { label: 'Precision', write: formatRate, reaches: 0.01, isShare: true },
  auc: { label: 'AUC', write: formatMetric, reaches: null },
  prAuc: { label: 'PR AUC', write: formatMetric, reaches: 0.01 },
  calibration: { label: 'Mean score over base rate', write: formatAmount, reaches: 1.2 },
} satisfies Record<string, Measure>

export type SliceMeasure = keyof typeof SLICE_MEASURES

const FEWEST_DIGITS = 4
/** These tell any two numbers of a table apart. */
const MOST_DIGITS = 9

/** One slice, and the value of each model on it. */
export interface SliceRow {
  readonly key: string
  readonly label: string
  readonly rows: number
  readonly positives: number
  readonly values: readonly { readonly key: string; readonly look: Look; readonly value: number | null }[]
}

/** Slices of the first run, without the one of all rows; values of further runs where they have the same slice. */
export function sliceRows(runs: readonly SliceRun[], measure: SliceMeasure): SliceRow[] {
  const slices = [...keyedSlices(runs[0])].filter(([, { name }]) => name.type !== 'all')
  const digits = digitsOf(slices.map(([, { name }]) => name))
  return slices.map(([key, { name, rows, positives }]) => ({
    ...{ key, label: wordOf(name, digits), rows, positives },
    values: runs.map((run) => valueIn(run, key, measure)),
  }))
}

/** Each model's value on all rows. */
export function wholeOf(runs: readonly SliceRun[], measure: SliceMeasure) {
  return runs.map((run) => valueIn(run, keyOf({ type: 'all' }), measure))
}

/** A slice in words, the ends of a range with so many significant digits; a value named as rows without one are is quoted. */
export function wordOf(name: SliceName, digits = FEWEST_DIGITS): string {
  switch (name.type) {
    case 'value':
      return name.text === 'missing' ? `“${name.text}”` : name.text
    case 'range': {
      const [from, to] = [name.from, name.to].map((end) => formatDigits(end, digits))
      return name.from === name.to ? from : `${from} to ${to}`
    }
    case 'others':
      return `${formatCount(name.values)} others`
    case 'missing':
      return 'missing'
    case 'all':
      return 'all rows'
  }
}

/** `82 positives`, of all rows that are sliced. */
export function positivesOf(runs: readonly SliceRun[]): string {
  return positivesText(runs.flatMap(({ report }) => report.slices.filter(({ name }) => name.type === 'all')))
}

/** `12k rows, 43 positives`. */
export function countsOf({ rows, positives }: Pick<SliceRow, 'rows' | 'positives'>): string {
  return `${formatCompact(rows)} rows, ${formatCompact(positives)} ${positives === 1 ? 'positive' : 'positives'}`
}

export function writeMeasure(measure: SliceMeasure, value: number | null): string {
  return SLICE_MEASURES[measure].write(value)
}

/** The axis of values: from 0, or as close around them as they lie. */
export function domainOf(measure: SliceMeasure, values: readonly number[]): [number, number] {
  const { reaches }: Measure = SLICE_MEASURES[measure]
  if (reaches === null && values.length) return roomy(Math.min(...values), Math.max(...values))
  return [0, Math.max(reaches ?? 0.01, ...values) * 1.05]
}

/** The first model's lowest and highest slice, as far as enough positives stand behind them. */
export function speakSlices(runs: readonly SliceRun[], measure: SliceMeasure): string {
  if (runs.length === 0) return 'Slices: no finished run yet'
  const { column } = runs[0].report
  const known = sliceRows(runs, measure).filter((row) => row.values[0].value !== null)
  const valueOf = (row: SliceRow) => row.values[0].value ?? 0
  const sorted = [...known].sort((a, b) => valueOf(a) - valueOf(b))
  const said = (row: SliceRow) => `${writeMeasure(measure, valueOf(row))} on ${row.label} (${countsOf(row)})`
  const title = `Slices: ${SLICE_MEASURES[measure].label} of ${runs[0].label} by ${column.label}`
  if (sorted.length === 0) return `${title}: too few positives in every slice`
  return `${title}: from ${said(sorted[0])} to ${said(sorted[sorted.length - 1])}`
}

export function slicesTable(runs: readonly SliceRun[]): NumbersTable {
  const columns = ['Slice', 'Run', 'Rows', 'Positives', 'Base rate', 'Mean score', 'Alerts', 'Caught']
  return {
    columns: [...columns, ...Object.values(SLICE_MEASURES).map(({ label }) => label)],
    rows: runs.flatMap(({ label, report }) =>
      report.slices.map((slice) => [
        wordOf(slice.name, digitsOf(report.slices.map(({ name }) => name))),
        label,
        formatCount(slice.rows),
        formatCount(slice.positives),
        formatRate(slice.baseRate),
        formatRate(slice.meanScore),
        formatCount(slice.alerts),
        formatCount(slice.caught),
        ...(Object.keys(SLICE_MEASURES) as SliceMeasure[]).map((measure) => writeMeasure(measure, slice[measure])),
      ])
    ),
  }
}

/** As few significant digits as write different ends of ranges differently. */
function digitsOf(names: readonly SliceName[]): number {
  const ends = [...new Set(names.flatMap((name) => (name.type === 'range' ? [name.from, name.to] : [])))]
  let digits = FEWEST_DIGITS
  while (digits < MOST_DIGITS && new Set(ends.map((end) => formatDigits(end, digits))).size < ends.length) digits++
  return digits
}

function valueIn(run: SliceRun, slice: string, measure: SliceMeasure) {
  return { key: run.key, look: laneOf(run.laneIndex), value: keyedSlices(run).get(slice)?.[measure] ?? null }
}

/** Each slice by what it is, whatever words it has in common with others; equal ones by their place among each other. */
function keyedSlices(run: SliceRun | undefined): Map<string, Slice> {
  const keyed = new Map<string, Slice>()
  for (const slice of run?.report.slices ?? []) {
    let place = 0
    while (keyed.has(keyOf(slice.name, place))) place++
    keyed.set(keyOf(slice.name, place), slice)
  }
  return keyed
}

function keyOf(name: SliceName, place = 0): string {
  return `${JSON.stringify(name)} ${place}`
}
