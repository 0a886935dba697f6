import { formatAmount, formatCompact, formatCount, formatMetric, formatRate, formatTick } from '../charts/format.ts'
import { laneOf, type Look } from '../charts/lane.ts'
import type { NumbersTable } from '../charts/table.ts'
import type { SliceReport } from '../core/decisions/contract.ts'
import type { SliceName } from '../core/decisions/cut-column.ts'
import type { Slice } from '../core/decisions/slices.ts'
import type { View } from './view.ts'

export const view = {
  id: 'slices',
  label: 'On whom it works',
  help:
    'The same measures on the rows that share a value of one column, with how many rows and positives each stands on. The ' +
    'thin line is all rows. A slice with fewer than five positives or alerts is n/a: it would say more of luck than of the model.',
  needs: 'runs',
} as const satisfies View

export interface SliceRun {
  readonly key: string
  readonly order: number
  readonly label: string
  readonly report: SliceReport
}

export type SliceMeasure = 'auc' | 'prAuc' | 'recall' | 'precision' | 'calibration'

export const SLICE_MEASURES: Readonly<Record<SliceMeasure, string>> = {
  recall: 'Recall',
  precision: 'Precision',
  auc: 'AUC',
  prAuc: 'PR AUC',
  calibration: 'Mean score over base rate',
}

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
  return slicesOf(runs[0]).map(({ name, rows, positives }) => {
    const key = wordOf(name)
    return { key, label: key, rows, positives, values: runs.map((run) => valueIn(run, key, measure)) }
  })
}

/** Each model's value on all rows. */
export function wholeOf(runs: readonly SliceRun[], measure: SliceMeasure) {
  return runs.map((run) => valueIn(run, wordOf({ type: 'all' }), measure))
}

export function wordOf(name: SliceName): string {
  switch (name.type) {
    case 'value':
      return name.text
    case 'range':
      return name.from === name.to ? formatTick(name.from) : `${formatTick(name.from)} to ${formatTick(name.to)}`
    case 'others':
      return `${formatCount(name.values)} others`
    case 'missing':
      return 'missing'
    case 'all':
      return 'all rows'
  }
}

/** `12k rows, 43 positives`. */
export function countsOf({ rows, positives }: Pick<SliceRow, 'rows' | 'positives'>): string {
  return `${formatCompact(rows)} rows, ${formatCompact(positives)} ${positives === 1 ? 'positive' : 'positives'}`
}

export function writeMeasure(measure: SliceMeasure, value: number | null): string {
  if (measure === 'calibration') return formatAmount(value)
  return measure === 'auc' || measure === 'prAuc' ? formatMetric(value) : formatRate(value)
}

/** The first model's lowest and highest slice, as far as enough positives stand behind them. */
export function speakSlices(runs: readonly SliceRun[], measure: SliceMeasure): string {
  if (runs.length === 0) return 'On whom it works: no finished run yet'
  const { column } = runs[0].report
  const known = sliceRows(runs, measure).filter((row) => row.values[0].value !== null)
  const valueOf = (row: SliceRow) => row.values[0].value ?? 0
  const sorted = [...known].sort((a, b) => valueOf(a) - valueOf(b))
  const said = (row: SliceRow) => `${writeMeasure(measure, valueOf(row))} on ${row.label} (${countsOf(row)})`
  const title = `On whom it works: ${SLICE_MEASURES[measure]} of ${runs[0].label} by ${column.label}`
  if (sorted.length === 0) return `${title}: too few positives in every slice`
  return `${title}: from ${said(sorted[0])} to ${said(sorted[sorted.length - 1])}`
}

export function slicesTable(runs: readonly SliceRun[]): NumbersTable {
  const columns = ['Slice', 'Run', 'Rows', 'Positives', 'Base rate', 'Mean score', 'Alerts', 'Caught']
  return {
    columns: [...columns, ...Object.values(SLICE_MEASURES)],
    rows: runs.flatMap(({ label, report }) =>
      report.slices.map((slice) => [
        wordOf(slice.name),
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

function slicesOf(run: SliceRun | undefined): Slice[] {
  return (run?.report.slices ?? []).filter(({ name }) => name.type !== 'all')
}

function valueIn({ key, order, report }: SliceRun, word: string, measure: SliceMeasure) {
  const slice = report.slices.find(({ name }) => wordOf(name) === word)
  return { key, look: laneOf(order), value: slice ? slice[measure] : null }
}
