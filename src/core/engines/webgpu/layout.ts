import { parametersOf, type Network, type Parameter } from '../../networks/network.ts'
import { quadsOf, type Tiling } from './tiling.ts'

/** Where all weights but the tables lie, in fours: each row of a parameter filled up with zeros to `quads`. */
export interface Layout {
  readonly pieces: ReadonlyMap<string, Piece>
  /** Length of the whole. */
  readonly quads: number
}

export interface Piece {
  readonly parameter: Parameter
  /** First four. */
  readonly at: number
  readonly rows: number
  /** Fours of a row. */
  readonly quads: number
}

/** Parameters with a row for each categorical value: looked up, and bound as they are. */
export const tables: readonly string[] = ['embedding', 'wide/values']

export function layoutOf(network: Network, { tiles }: Tiling): Layout {
  const shapes = new Map<string, { rows: number; quads: number }>()
  for (const [{ weights, bias, width }, { across, quads }] of tiles) {
    shapes.set(weights, { rows: 4 * quadsOf(width), quads: across * quads })
    if (bias) shapes.set(bias, { rows: 1, quads: across * quads })
  }
  const pieces = new Map<string, Piece>()
  let at = 0
  for (const parameter of parametersOf(network)) {
    if (tables.includes(parameter.name)) continue
    const [columns, rows = 1] = [...parameter.shape].reverse()
    const shape = shapes.get(parameter.name) ?? { rows, quads: quadsOf(columns) }
    pieces.set(parameter.name, { parameter, at, ...shape })
    at += shape.rows * shape.quads
  }
  return { pieces, quads: at }
}

/** Copies flat weights, in the order of `parametersOf`, to where the layout has them. */
export function pack({ pieces }: Layout, weights: Float32Array, out: Float32Array): void {
  for (const { parameter, at, quads } of pieces.values()) {
    const { shape, offset, size } = parameter
    const columns = shape[shape.length - 1]
    for (let row = 0; row * columns < size; row++) {
      const from = offset + row * columns
      out.set(weights.subarray(from, from + columns), 4 * (at + row * quads))
    }
  }
}
