/** Cells that are kept of a sample, of all its columns together. */
const CELLS = 1 << 16
const [FEWEST_ROWS, MOST_ROWS] = [512, 6000]
/** The code of a value that a column could not remember. */
export const UNKNOWN_CODE = 65_535

/**
 * Some rows of a sample, spread evenly over it, as two numbers a cell: the rows are the same in every column, so that
 * columns can be set against each other.
 */
export interface KeptCells {
  /** Place among the values of the column, the most frequent first, from 1; 0 is an empty cell, `distinct + i` the i-th of its words that mean missing. */
  readonly codes: Uint16Array
  /** Place of the cell's number, or its date, among those of the column in ascending order, from 1; 0 is none. */
  readonly ranks: Uint16Array
  /** The number of each place: `numbers[rank - 1]`. */
  readonly numbers: Float64Array
}

/** Rows that are kept of so many columns at most; even. */
export function keptRows(columns: number): number {
  const room = Math.floor(CELLS / Math.max(1, columns))
  return 2 * Math.floor(Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, room)) / 2)
}

/** Keeps every row, then every second, every fourth …, never more than `most`. */
export function cellKeeper(most: number) {
  const codes = new Uint16Array(most)
  const values = new Float64Array(most)
  let [met, stride, count] = [0, 1, 0]

  return {
    add(code: number, value: number): void {
      if (count === most && met % stride === 0) halve()
      if (met++ % stride !== 0) return
      codes[count] = code
      values[count++] = value
    },

    /** The cells, their codes replaced: `codeOf[code]`, and any code beyond it is unknown. */
    kept(codeOf: Uint16Array): KeptCells {
      const found = new Uint16Array(count)
      const sorted = new Float64Array(count)
      let known = 0
      for (let row = 0; row < count; row++) {
        found[row] = codes[row] < codeOf.length ? codeOf[codes[row]] : UNKNOWN_CODE
        if (values[row] === values[row]) sorted[known++] = values[row]
      }
      const numbers = distinctOf(sorted.subarray(0, known).sort())
      const ranks = new Uint16Array(count)
      for (let row = 0; row < count; row++)
        if (values[row] === values[row]) ranks[row] = 1 + placeIn(numbers, values[row])
      return { codes: found, ranks, numbers }
    },
  }

  function halve(): void {
    count = Math.ceil(count / 2)
    for (let row = 1; row < count; row++) {
      codes[row] = codes[2 * row]
      values[row] = values[2 * row]
    }
    stride *= 2
  }
}

function distinctOf(sorted: Float64Array): Float64Array {
  let different = 0
  for (let i = 0; i < sorted.length; i++)
    if (different === 0 || sorted[different - 1] !== sorted[i]) sorted[different++] = sorted[i]
  return sorted.slice(0, different)
}

/** Where a value stands among ascending ones that hold it. */
function placeIn(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length - 1]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle] < value) from = middle + 1
    else to = middle
  }
  return from
}
