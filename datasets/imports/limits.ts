import { shownCount } from '../../src/core/kernel/words.ts'

export const MOST_ROWS = 2_000_000
export const MOST_COLUMNS = 1000
/** Of a finished table. */
export const MOST_TABLE_BYTES = 1.5e9
/** Of one row of text: a longer one is a quote that never closes. */
export const MOST_ROW_BYTES = 4 << 20
/** Of a Parquet file once unpacked. */
export const MOST_UNPACKED_BYTES = 2e9
/** Different values of a label, of which one counts as positive. */
export const MOST_LABEL_VALUES = 1000
/** Names of values that a schema carries, the most frequent first. */
export const MOST_NAMES = 1000

export function tooManyRows(): Error {
  return new Error(
    `too many rows: more than ${shownCount(MOST_ROWS)}; read the first ${shownCount(MOST_ROWS)}, or choose a smaller file`
  )
}

export function tooManyColumns(count: number): Error {
  return new Error(`too many columns: ${shownCount(count)}; expected at most ${shownCount(MOST_COLUMNS)}`)
}
