import { psiOf } from '../drift/detectors/psi.ts'
import { quantileEdges, sketchAt, sketchOf } from '../drift/detectors/sketch.ts'
import type { Column, Watched } from '../drift/detectors/watch.ts'
import type { Stability } from '../lab/contract.ts'

/** With so few different numbers, each is a bin of its own. */
const FEW = 20

/** A column's rows of one part, and the unit that each belongs to where rows of a unit stand together and are alike. */
export interface Sampled {
  readonly column: Column
  readonly units: Uint32Array | null
}

/**
 * PSI of a column's values from one part to another, and what chance alone would give. Numbers are binned by what both parts hold, so that a column
 * that was one number and becomes another has moved; half a row stands for an empty bin.
 */
export function psiBetween(reference: Sampled, current: Sampled): Stability {
  const [was, is] = [watched(reference), watched(current)]
  if (reference.column.kind === 'numeric' && current.column.kind === 'numeric')
    return psiOf(sketchAt(was, sharedEdges(reference.column.values, current.column.values)), is)
  return psiOf(sketchOf(was), is)
}

function watched({ column, units }: Sampled): Watched {
  return { column, ranges: [{ from: 0, to: column.values.length }], requests: units }
}

/** Every number but the largest where they are few, else the deciles of both parts together. */
function sharedEdges(reference: Float32Array, current: Float32Array): Float32Array {
  const both = new Float32Array(reference.length + current.length)
  let count = 0
  for (const values of [reference, current]) for (const value of values) if (value === value) both[count++] = value
  const sorted = both.subarray(0, count).sort()
  const few: number[] = []
  for (let i = 0; i < count && few.length <= FEW; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) few.push(sorted[i])
  return few.length <= FEW ? Float32Array.from(few.slice(0, -1)) : quantileEdges(sorted)
}
