import { formatNumber } from '../kernel/words.ts'
import type { TrainingRows } from './treatment.ts'

/** Entries of `rows` by class, in their order. */
export interface Classes {
  readonly positives: Uint32Array
  readonly negatives: Uint32Array
}

/** @throws one line where a class is not there, since no treatment can then balance them */
export function classesOf({ table, rows }: TrainingRows): Classes {
  const positives = refuseOneClass({ table, rows })
  const found = { positives: new Uint32Array(positives), negatives: new Uint32Array(rows.length - positives) }
  let positive = 0
  let negative = 0
  for (const row of rows) {
    if (table.label[row]) found.positives[positive++] = row
    else found.negatives[negative++] = row
  }
  return found
}

/** How many positives there are. @throws one line where a class is not there, since nothing can be learnt of it */
export function refuseOneClass({ table, rows }: TrainingRows): number {
  const positives = countPositives({ table, rows })
  for (const [name, count] of [
    ['positives', positives],
    ['negatives', rows.length - positives],
  ] as const)
    if (count === 0) throw new Error(`no ${name} among ${formatNumber(rows.length)} training rows; expected at least 1`)
  return positives
}

/** How many positives, of so many entries in all, make this share of them with so many negatives. */
export function positivesFor(share: number, negatives: number): number {
  return Math.max(1, Math.round((share / (1 - share)) * negatives))
}

function countPositives({ table, rows }: TrainingRows): number {
  let count = 0
  for (const row of rows) count += table.label[row]
  return count
}
