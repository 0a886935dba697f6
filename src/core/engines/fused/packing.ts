import type { Network } from '../../networks/network.ts'
import type { DenseArray, Layout, ValueTable } from './layout.ts'

/** Place of row k, column n within a packed matrix of k × n (kernels/products.ts). */
export function packedPlace(row: number, column: number, rows: number, columns: number): number {
  const whole = columns & ~7
  return column < whole ? (column & ~7) * rows + row * 8 + (column & 7) : whole * rows + row * 4 + (column - whole)
}

/** Column of x₀ inside for each input outside: numbers and embeddings are padded to multiples of 4. */
export function inputPlaces(network: Network, { numericWide, embedding, embedded }: Layout): number[] {
  const places = Array.from({ length: network.numeric }, (_, i) => i)
  for (let field = 0; field < embedded; field++)
    for (let i = 0; i < network.embedding; i++) places.push(numericWide + field * (embedding?.wide ?? 0) + i)
  return places
}

/** Copies a dense array between the contract's order and ours; `back` from ours. */
export function moveDense(
  array: DenseArray,
  places: readonly number[],
  outside: Float32Array,
  inside: Float32Array,
  back: boolean
): void {
  const [rows, columns] = array.shape
  const place = (side: 0 | 1, i: number): number => (array.inputs[side] ? places[i] : i)
  for (let row = 0, from = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, from++) {
      const to = array.isPacked
        ? packedPlace(place(0, row), place(1, column), array.padded[0], array.padded[1])
        : row * array.padded[1] + place(1, column)
      if (back) outside[from] = inside[array.at + to]
      else inside[array.at + to] = outside[from]
    }
  }
}

/** Copies one of the parts of every row of a table (0 weights, 1 and 2 moments) between the contract's order and ours. */
export function moveRows(
  table: ValueTable,
  part: 0 | 1 | 2,
  outside: Float32Array,
  memory: Float32Array,
  back: boolean
): void {
  const { floats, stride, wide, values } = table
  const base = table.address / 4 + part * wide
  for (let value = 0, from = 0; value < values; value++) {
    const row = base + value * stride
    for (let i = 0; i < floats; i++, from++) {
      if (back) outside[from] = memory[row + i]
      else memory[row + i] = outside[from]
    }
  }
}
