import { firstAfter } from './ascending.ts'
import type { RowRange, Table } from './table.ts'
import { DAY } from './time.ts'

/**
 * What is known of the labels of a table when: of a row that happened at its `time`, the label becomes known at its `labelTime`. A
 * watermark is the moment up to which everything that became known has arrived, in simulated seconds.
 */
export interface Maturity {
  /** Age at which labels of both classes count as settled; null where each row says it by its own label time. */
  readonly window: SettlingWindow | null
  /** When the label of a row becomes known, in simulated seconds. */
  knownAt(row: number): number
  /** Whether the label of a row counts as settled, whichever it is. */
  isSettled(row: number, watermark: number): boolean
  /**
   * The rows of a range that may be learnt from at a watermark. A window settles both classes at the same age: were positives taken once
   * they are reported and negatives at once, the young ones would be all negative. Where each row says it by itself they are those settled,
   * up to the newest settled negative, so that the youngest days are not all positive.
   */
  settled(range: RowRange, watermark: number): Uint32Array
  /** All labels as they were known at a watermark: a positive that was not reported yet counts as negative. */
  labelsAt(watermark: number): Uint8Array
}

/** How long after its row a label counts as settled, for both classes alike, and who says so. */
export interface SettlingWindow {
  readonly seconds: number
  readonly from: 'knob' | 'longest delay'
}

/**
 * The maturity of a table's labels; null where they come at once. Where `days` are given labels settle at that age; else after the longest
 * delay of a positive, where the schema names it, or as each row says.
 */
export function maturityOf({ time, label, labelTime, schema }: Table, days = 0): Maturity | null {
  if (!labelTime) return null
  const window = windowOf(schema.labelWindow, days)
  return {
    window,
    knownAt: (row) => labelTime[row],
    isSettled: (row, watermark) => (window ? time[row] <= watermark - window.seconds : labelTime[row] <= watermark),
    settled: ({ from, to }, watermark) =>
      window
        ? rowsOfAge(time, { from, to }, watermark - window.seconds)
        : rowsKnown({ labelTime, label }, { from, to }, watermark),
    labelsAt(watermark) {
      const known = new Uint8Array(label.length)
      for (let row = 0; row < known.length; row++) known[row] = labelTime[row] <= watermark ? label[row] : 0
      return known
    },
  }
}

/** The table with labels as they were known at a watermark; itself where labels come at once. */
export function labelledAt(table: Table, watermark: number): Table {
  const maturity = maturityOf(table)
  return maturity ? { ...table, label: maturity.labelsAt(watermark) } : table
}

function windowOf(longestDelay: number | undefined, days: number): SettlingWindow | null {
  if (days > 0) return { seconds: days * DAY, from: 'knob' }
  return longestDelay === undefined ? null : { seconds: longestDelay, from: 'longest delay' }
}

function rowsOfAge(time: Float64Array, { from, to }: RowRange, youngest: number): Uint32Array {
  const end = Math.max(from, Math.min(to, firstAfter(time, youngest)))
  return Uint32Array.from({ length: end - from }, (_, i) => from + i)
}

function rowsKnown(
  { labelTime, label }: { readonly labelTime: Float64Array; readonly label: Uint8Array },
  { from, to }: RowRange,
  watermark: number
): Uint32Array {
  let end = to
  while (end > from && (label[end - 1] === 1 || labelTime[end - 1] > watermark)) end--
  let count = 0
  for (let row = from; row < end; row++) if (labelTime[row] <= watermark) count++
  const rows = new Uint32Array(count)
  let at = 0
  for (let row = from; row < end; row++) if (labelTime[row] <= watermark) rows[at++] = row
  return rows
}
