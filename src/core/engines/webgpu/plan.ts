import { inputWidth, type Network } from '../../networks/network.ts'
import type { GpuLimits } from './gpu.ts'
import { layoutOf, type Layout, type Piece } from './layout.ts'
import { stepsOf, type Step } from './steps.ts'
import { tilingOf, type Tiling } from './tiling.ts'

/** All that the shader of a network is written from. */
export interface Plan {
  readonly network: Network
  readonly steps: readonly Step[]
  readonly tiling: Tiling
  readonly layout: Layout
  /** Vectors of rows in a tile. */
  readonly packs: number
  readonly reads: Reads
}

/** What is read beside the layout's weights. */
export interface Reads {
  readonly numeric: boolean
  readonly codes: boolean
  readonly embedding: boolean
  readonly values: boolean
}

/** @throws one line where the network does not fit this card */
export function planOf(network: Network, limits: GpuLimits): Plan {
  const steps = stepsOf(network)
  const tiling = tilingOf(steps, limits)
  const gathers = steps.some((step) => step.kind === 'gather')
  const values = network.wide && network.fields.length > 0
  const embedding = gathers && inputWidth(network) > network.numeric
  const numeric = network.numeric > 0 && (gathers || network.wide)
  return {
    network,
    steps,
    tiling,
    layout: layoutOf(network, tiling),
    packs: tiling.rows / tiling.pack,
    reads: { numeric, codes: values || embedding, embedding, values },
  }
}

export function pieceOf({ layout }: Plan, name: string): Piece {
  return layout.pieces.get(name) as Piece
}
