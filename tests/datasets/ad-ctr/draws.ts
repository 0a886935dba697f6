import type { Codes } from '../../../src/core/kernel/codes.ts'
import { create } from '../../../datasets/ad-ctr/create.ts'
import { adCtr } from '../../../datasets/ad-ctr/index.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import type { Draw } from '../../../src/core/kernel/table.ts'

export type AdCtrSettings = Parameters<typeof adCtr.create>[0]

export function worldWith(changes: Partial<AdCtrSettings> = {}, seed = 1) {
  return create({ ...defaultsOf(adCtr.knobs), ...changes }, seed)
}

/** (Σ(y − p)) / √Σp(1 − p) over the rows that a claim holds for. */
export function surprise({ table, truth }: Draw, holds: (row: number) => boolean = () => true): number {
  let difference = 0
  let variance = 0
  for (let row = 0; row < table.rows; row++) {
    if (!holds(row)) continue
    const p = truth!.probability[row]
    difference += table.label[row] - p
    variance += p * (1 - p)
  }
  return difference / Math.sqrt(variance)
}

/** Truth's decile of each row, 0 … 9. */
export function deciles(truth: Float32Array): Uint8Array {
  const bounds = truth.toSorted()
  return Uint8Array.from(truth, (p) => {
    let decile = 0
    while (decile < 9 && p >= bounds[Math.floor(((decile + 1) / 10) * bounds.length)]) decile++
    return decile
  })
}

export function columnOf({ table }: Draw, id: string): Float32Array | Codes {
  const number = table.schema.numeric.findIndex((column) => column.id === id)
  return number >= 0
    ? table.numeric[number]
    : table.categorical[table.schema.categorical.findIndex((column) => column.id === id)]
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

/** Whether two columns hold the same bytes: quick where `toEqual` on a hundred thousand rows is not. */
export function sameBytes(left: ArrayBufferView, right: ArrayBufferView): boolean {
  const bytes = (view: ArrayBufferView) => Buffer.from(view.buffer, view.byteOffset, view.byteLength)
  return bytes(left).equals(bytes(right))
}
