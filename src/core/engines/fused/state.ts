import { parametersOf, sizeOf } from '../../networks/network.ts'
import type { NetworkState } from '../engine.ts'
import type { Layout } from './layout.ts'
import { inputPlaces, moveDense, moveRows } from './packing.ts'

const PARTS = ['weights', 'firstMoment', 'secondMoment'] as const

/** Lays a state out in a network's memory. */
export function writeState(layout: Layout, memory: Float32Array, state: NetworkState): void {
  for (const [i, part] of PARTS.entries())
    if (!i || !layout.frozen) move(layout, memory, i as 0 | 1 | 2, state[part], false)
}

/** A fresh copy in the contract's order: of weights (0), or of Adam's first or second moments (1, 2). */
export function readPart(layout: Layout, memory: Float32Array, part: 0 | 1 | 2): Float32Array {
  const values = new Float32Array(sizeOf(layout.network))
  move(layout, memory, part, values, true)
  return values
}

function move(layout: Layout, memory: Float32Array, part: 0 | 1 | 2, outside: Float32Array, back: boolean): void {
  const { network, dense, denseFloats, embedding, wideValues } = layout
  const base = layout[PARTS[part]] / 4
  const inside = memory.subarray(base, base + denseFloats)
  const places = inputPlaces(network, layout)
  const arrays = new Map(dense.map((array) => [array.name, array]))
  for (const { name, offset, size } of parametersOf(network)) {
    if (!size) continue
    const values = outside.subarray(offset, offset + size)
    const array = arrays.get(name)
    const table = name === 'embedding' ? embedding : wideValues
    if (array) moveDense(array, places, values, inside, back)
    else if (table) moveRows(table, part, values, memory, back)
  }
}
