import { DAY } from '../kernel/time.ts'
import type { Table } from '../kernel/table.ts'
import type { SplitSettings } from './split-knobs.ts'

/** First row at or after a time. */
export function rowAt(time: Float64Array, at: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (time[middle] < at) low = middle + 1
    else high = middle
  }
  return low
}

/** First row after a time. */
function firstAfter(time: Float64Array, at: number): number {
  let row = rowAt(time, at)
  while (row < time.length && time[row] <= at) row++
  return row
}

/**
 * Rows from … to − 1 that may be trained on at `now`: those whose label was known by then, up to the newest genuine one, so that the
 * youngest days are not all fraud; every row where labels come at once, or are taken as known then or as they turned out.
 */
export function settledRows(
  { labelTime, label }: Table,
  from: number,
  to: number,
  now: number,
  labels: SplitSettings['labels']
): Uint32Array {
  let end = to
  const asks = labelTime !== null && labels === 'known'
  if (asks) while (end > from && (label[end - 1] === 1 || labelTime[end - 1] > now)) end--
  let count = 0
  for (let row = from; row < end; row++) if (!asks || labelTime[row] <= now) count++
  const rows = new Uint32Array(count)
  let at = 0
  for (let row = from; row < end; row++) if (!asks || labelTime[row] <= now) rows[at++] = row
  return rows
}

/** How long after its row a label counts as settled, for both classes alike, and who says so. */
export interface Maturity {
  readonly seconds: number
  readonly from: 'knob' | 'longest delay'
}

/**
 * The window of a table's labels: the knob's, else the longest delay of a positive in a file. null where each row says by itself
 * when its label is settled, whichever it is, and where labels come at once.
 */
export function maturityOf(
  { labelTime, schema }: Table,
  { maturityDays }: Pick<SplitSettings, 'maturityDays'>
): Maturity | null {
  if (!labelTime) return null
  if (maturityDays > 0) return { seconds: maturityDays * DAY, from: 'knob' }
  return schema.labelWindow === undefined ? null : { seconds: schema.labelWindow, from: 'longest delay' }
}

/**
 * Rows from … to − 1 that may be trained on at `now`. A window settles both classes at the same age: were positives taken once they are
 * reported and negatives at once, the young ones would be all negative.
 */
export function trainableRows(
  table: Table,
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
  settings: Pick<SplitSettings, 'labels' | 'maturityDays'>
): Uint32Array {
  const maturity = settings.labels === 'known' ? maturityOf(table, settings) : null
  if (!maturity) return settledRows(table, from, to, now, settings.labels)
  const end = Math.max(from, Math.min(to, firstAfter(table.time, now - maturity.seconds)))
  return Uint32Array.from({ length: end - from }, (_, i) => from + i)
}

/** Whether labels of training are those known at the time, rather than as they turned out: of unsettled rows, or of a window shorter than a delay. */
export function areAsKnown(table: Table, settings: Pick<SplitSettings, 'labels' | 'maturityDays'>): boolean {
  if (settings.labels === 'asKnown') return true
  return settings.labels === 'known' && maturityOf(table, settings)?.from === 'knob'
}

/** The table with labels as they were known at `now`: what nobody had reported yet counts as genuine. */
export function labelledAt(table: Table, now: number): Table {
  const { labelTime } = table
  if (!labelTime) return table
  const label = new Uint8Array(table.rows)
  for (let row = 0; row < label.length; row++) label[row] = labelTime[row] <= now ? table.label[row] : 0
  return { ...table, label }
}

/** Whether a row's customer had a fraud, of this time or later, that was known before the row's day began. */
export function isKnownCard({ customer, labelTime, label, time }: Table, since: number): (row: number) => boolean {
  const knownFrom = new Map<number, number>()
  if (!customer || !labelTime) return () => false
  for (let row = 0; row < label.length; row++) {
    if (!label[row] || time[row] < since) continue
    const known = knownFrom.get(customer[row]) ?? Infinity
    if (labelTime[row] < known) knownFrom.set(customer[row], labelTime[row])
  }
  return (row) => (knownFrom.get(customer[row]) ?? Infinity) <= Math.floor(time[row] / DAY) * DAY
}
