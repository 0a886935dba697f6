import { fieldOffsets } from '../../networks/network.ts'
import type { Addresses } from './addresses.ts'
import type { Kernels } from './kernels.ts'
import { four, type Layout, type Scratch } from './layout.ts'
import { packedPlace } from './packing.ts'

/** A step of a block's pass forward: rows padded, the block's first row, and its rows. */
export type Step = (rows: number, start: number, count: number) => void

/** The first cross layer and the first hidden layer by looking up; null where they are not folded. */
export function foldedSteps(
  kernels: Kernels,
  layout: Layout,
  scratch: Scratch,
  { weight }: Addresses
): { cross: Step | null; deep: Step | null } {
  const { folded, embedding, network, width, numericWide, rank, embedded, zeros } = layout
  if (!folded || !embedding) return { cross: null, deep: null }
  const { cross, deep, crossNumeric, deepNumeric } = folded
  const { address, stride, wide } = embedding
  const fields = network.fields.length
  const [x0, x1] = scratch.x
  const z = scratch.z[0]
  const hidden = scratch.hidden[0]
  const crossBias = cross ? (rank ? zeros : weight('cross/0/b')) : 0
  const u = rank ? weight('cross/0/u') : 0
  const b = cross ? weight('cross/0/b') : 0
  const deepBias = deep ? weight('deep/0/b') : 0
  return {
    cross: cross
      ? (rows, start, count) => {
          const codes = layout.codes + 4 * start * fields
          kernels.product(x0, width, crossNumeric, crossBias, z, cross, rows, cross, numericWide)
          kernels.addFolded(z, cross, codes, fields, embedded, address, stride, wide, count)
          if (rank) kernels.productCross(z, rank, u, b, x1, width, x0, x0, rows, width, rank)
          else kernels.crossFolded(x0, z, x1, rows * width)
        }
      : null,
    deep: deep
      ? (rows, start, count) => {
          const codes = layout.codes + 4 * start * fields
          kernels.product(x0, width, deepNumeric, deepBias, hidden, deep, rows, deep, numericWide)
          kernels.addFolded(hidden, deep, codes, fields, embedded, address, stride, wide + cross, count)
          kernels.relu(hidden, rows * deep)
        }
      : null,
  }
}

/** Makes the tables of a frozen network whose weights are in place. */
export function foldTables(kernels: Kernels, layout: Layout, memory: Float32Array, { weight }: Addresses): void {
  const { folded, embedding, network, width, numericWide, embedded, rank, zeros } = layout
  if (!folded || !embedding) return
  const { address, stride, wide } = embedding
  const offsets = fieldOffsets(network)
  const sources = [
    { n: folded.cross, name: rank ? 'cross/0/v' : 'cross/0/w', numeric: folded.crossNumeric, offset: wide },
    { n: folded.deep, name: 'deep/0/w', numeric: folded.deepNumeric, offset: wide + folded.cross },
  ]
  for (const { n, name, numeric, offset } of sources) {
    if (!n) continue
    const source = weight(name) / 4
    /** Rows `from` … `from + count − 1` of the weights, packed apart. */
    const packRows = (from: number, count: number, to: number): void => {
      for (let row = 0; row < count; row++)
        for (let column = 0; column < n; column++)
          memory[to / 4 + packedPlace(row, column, count, n)] =
            memory[source + packedPlace(from + row, column, width, n)]
    }
    packRows(0, numericWide, numeric)
    for (let field = 0; field < embedded; field++) {
      const { vocabulary } = network.fields[field]
      packRows(numericWide + field * wide, wide, folded.part)
      const rows = address + 4 * offsets[field] * stride
      // Products take four rows at a time: those past the field are its neighbour's, who comes next.
      kernels.product(rows, stride, folded.part, zeros, rows + 4 * offset, stride, four(vocabulary), n, wide)
    }
  }
}
