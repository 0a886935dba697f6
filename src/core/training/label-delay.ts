import { maturityOf } from '../kernel/maturity.ts'
import type { RowRange, Table } from '../kernel/table.ts'
import { DAY } from '../kernel/time.ts'
import type { SplitSettings } from './split-knobs.ts'

type KnownBy = Pick<SplitSettings, 'labels' | 'maturityDays'>

/** Rows of a range that may be trained on at `now`: the settled ones, or every one where labels are taken as known then or as they turned out. */
export function trainableRows(
  table: Table,
  { from, to, now }: RowRange & { readonly now: number },
  { labels, maturityDays }: KnownBy
): Uint32Array {
  const maturity = labels === 'known' ? maturityOf(table, maturityDays) : null
  return maturity ? maturity.settled({ from, to }, now) : rowsFrom(from, to)
}

/** Rows from … to − 1; none where the range is empty. */
export function rowsFrom(from: number, to: number): Uint32Array {
  const rows = new Uint32Array(Math.max(0, to - from))
  for (let i = 0; i < rows.length; i++) rows[i] = from + i
  return rows
}

/** Whether labels of training are those known at the time, rather than as they turned out: of unsettled rows, or of a window shorter than a delay. */
export function areAsKnown(table: Table, { labels, maturityDays }: KnownBy): boolean {
  if (labels === 'asKnown') return true
  return labels === 'known' && maturityOf(table, maturityDays)?.window?.from === 'knob'
}

/** Whether a row's customer had a fraud, of this time or later, that was known before the row's day began; null where it is not known. */
export function knownCardsOf(table: Table, since: number): ((row: number) => boolean) | null {
  const { customer, label, time } = table
  const maturity = maturityOf(table)
  if (!customer || !maturity) return null
  const knownFrom = new Map<number, number>()
  for (let row = 0; row < label.length; row++) {
    if (!label[row] || time[row] < since) continue
    const known = maturity.knownAt(row)
    if (known < (knownFrom.get(customer[row]) ?? Infinity)) knownFrom.set(customer[row], known)
  }
  return (row) => (knownFrom.get(customer[row]) ?? Infinity) <= Math.floor(time[row] / DAY) * DAY
}
