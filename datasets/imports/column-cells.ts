import { UNKNOWN_CODE } from './kept-cells.ts'
import type { ColumnLook } from './profile.ts'

/** Most distinct values, or intervals of numbers, that have a cell of their own; all others share one. */
const MOST_CELLS = 64
/** Least rows of a value that has a cell of its own. */
export const FEWEST_ROWS = 3
/** Least rows of an interval. */
const ROWS_OF_PART = 8

/** A column of kept rows as a few sorts of value. */
export interface Cells {
  readonly cells: Uint16Array
  readonly count: number
}

/** Cell 0 is missing, the last all values of too few rows. */
export function categoryCells({ kept, distinct }: ColumnLook): Cells {
  const rows = new Uint32Array(UNKNOWN_CODE + 1)
  for (const code of kept.codes) rows[code]++
  const rest = MOST_CELLS + 1
  const cellOf = (code: number): number => {
    if (code > distinct && code !== UNKNOWN_CODE) return 0
    return code > MOST_CELLS || (code > 0 && rows[code] < FEWEST_ROWS) ? rest : code
  }
  const cells = new Uint16Array(kept.codes.length)
  for (let row = 0; row < cells.length; row++) cells[row] = cellOf(kept.codes[row])
  return { cells, count: rest + 1 }
}

/** Cell 0 is missing; then each number, or each part of their range with about as many rows. */
export function numberCells({ kept: { ranks, numbers } }: ColumnLook): Cells {
  const rows = new Uint32Array(numbers.length + 1)
  for (const rank of ranks) rows[rank]++
  const known = ranks.length - rows[0]
  const parts = Math.max(1, Math.min(MOST_CELLS, Math.floor(known / ROWS_OF_PART)))
  const areFew = numbers.length <= MOST_CELLS && FEWEST_ROWS * numbers.length <= known
  const cellOf = new Uint16Array(numbers.length + 1)
  let before = 0
  for (let rank = 1; rank <= numbers.length; rank++) {
    cellOf[rank] = 1 + (areFew ? rank - 1 : Math.floor((parts * before) / known))
    before += rows[rank]
  }
  const cells = new Uint16Array(ranks.length)
  for (let row = 0; row < cells.length; row++) cells[row] = cellOf[ranks[row]]
  return { cells, count: MOST_CELLS + 1 }
}
