import type { Codes } from '../../../src/core/kernel/codes.ts'
import { create } from '../../../datasets/payment-fraud/create.ts'
import { paymentFraud } from '../../../datasets/payment-fraud/index.ts'
import type { FraudSettings } from '../../../datasets/payment-fraud/knobs.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import type { Draw } from '../../../src/core/kernel/table.ts'

export function worldWith(changes: Partial<FraudSettings> = {}, seed = 1) {
  return create({ ...defaultsOf(paymentFraud.knobs), ...changes }, seed)
}

export function columnOf({ table }: Draw, id: string): Float32Array | Codes {
  const number = table.schema.numeric.findIndex((column) => column.id === id)
  return number >= 0
    ? table.numeric[number]
    : table.categorical[table.schema.categorical.findIndex((column) => column.id === id)]
}

/**
 * Σ(y − p) over the rows that a claim holds for, in standard deviations. The rows of one entity share its hidden state,
 * and no label is seen when the next row comes, so their errors go together: Σp(1 − p) would be too little. Entities are
 * independent; the variance is that of their sums, and at least Σp(1 − p).
 */
export function surprise({ table, truth }: Draw, holds: (row: number) => boolean = () => true): number {
  const sums = new Map<number, number>()
  let independent = 0
  for (let row = 0; row < table.rows; row++) {
    if (!holds(row)) continue
    const p = truth!.probability[row]
    const entity = table.cluster![row]
    sums.set(entity, (sums.get(entity) ?? 0) + table.label[row] - p)
    independent += p * (1 - p)
  }
  let difference = 0
  let variance = 0
  for (const sum of sums.values()) {
    difference += sum
    variance += sum * sum
  }
  return difference === 0 ? 0 : difference / Math.sqrt(Math.max(variance, independent))
}

/** Rows whose truth lies in the i-th of ten groups that expect the same number of frauds each. */
export function tenthsOfFraud({ truth, table }: Draw): Uint8Array {
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row)
  const p = truth!.probability
  rows.sort((a, b) => p[a] - p[b])
  const total = p.reduce((sum, each) => sum + each, 0)
  const tenths = new Uint8Array(table.rows)
  let sum = 0
  for (const row of rows) {
    tenths[row] = Math.min(9, Math.floor((10 * sum) / total))
    sum += p[row]
  }
  return tenths
}
