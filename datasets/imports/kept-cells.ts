/** Cells that are kept of a sample, of all its columns together. */
const CELLS = 1 << 18
const [FEWEST_ROWS, MOST_ROWS] = [512, 8192]
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

    /** The cells, with the codes given to those under which they were added. */
    kept(codeOf: (code: number) => number): KeptCells {
      const rows = values.slice(0, count)
      const numbers = rows.filter((value) => value === value).sort()
      let different = 0
      for (const value of numbers) if (different === 0 || numbers[different - 1] !== value) numbers[different++] = value
      const places = new Map(Array.from(numbers.subarray(0, different), (value, i) => [value, i + 1]))
      return {
        codes: codes.slice(0, count).map(codeOf),
        ranks: Uint16Array.from(rows, (value) => places.get(value) ?? 0),
        numbers: numbers.slice(0, different),
      }
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
