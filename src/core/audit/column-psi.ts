import { psiOf } from '../drift/detectors/psi.ts'
import { quantileEdges, sketchAt, sketchOf } from '../drift/detectors/sketch.ts'
import type { Column, Watched } from '../drift/detectors/watch.ts'
import { isSpread } from '../kernel/spread-rows.ts'

/** With so few different numbers, each is a bin of its own. */
const FEW = 20
/** Deciles are read off about so many rows of both parts. */
const DECILE_ROWS = 100_000

/** A column's rows of one part, and the unit that each belongs to where rows of a unit stand together and are alike. */
export interface Sampled {
  readonly column: Column
  readonly units: Uint32Array | null
}

/**
 * PSI of a column's values from one part to another, and what chance alone would give. Numbers are binned by what both parts hold, so that a column
 * that was one number and becomes another has moved; half a row stands for an empty bin.
 */
export function psiBetween(reference: Sampled, current: Sampled): ReturnType<typeof psiOf> {
  const [was, is] = [watched(reference), watched(current)]
  if (reference.column.kind === 'numeric' && current.column.kind === 'numeric')
    return psiOf(sketchAt(was, sharedEdges(reference.column.values, current.column.values)), is)
  return psiOf(sketchOf(was), is)
}

function watched({ column, units }: Sampled): Watched {
  return { column, ranges: [{ from: 0, to: column.values.length }], requests: units, labels: null }
}

/** Every number but the largest where they are few, else the deciles of both parts together. */
function sharedEdges(reference: Float32Array, current: Float32Array): Float32Array {
  const few = fewNumbers([reference, current])
  if (few) return few.sort().subarray(0, -1)
  const rows = reference.length + current.length
  const kept: number[] = []
  for (const values of [reference, current])
    for (let i = 0; i < values.length; i++)
      if (values[i] === values[i] && isSpread(i, rows, DECILE_ROWS)) kept.push(values[i])
  return quantileEdges(Float32Array.from(kept).sort())
}

/** The different numbers of both parts; null where they are many. */
function fewNumbers(parts: readonly Float32Array[]): Float32Array | null {
  const found = new Set<number>()
  for (const values of parts)
    for (const value of values) {
      if (value === value) found.add(value)
      if (found.size > FEW) return null
    }
  return Float32Array.from(found)
}
