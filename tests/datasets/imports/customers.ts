import { Random } from '../../../src/core/kernel/random.ts'
import { csvOf } from './files.ts'

export interface Customer {
  readonly row: number
  readonly age: number
  readonly amount: string
  readonly segment: string
  /** 1 in about a tenth of rows, oftener where the amount is large and the segment is red. */
  readonly bad: number
  readonly random: Random
}

/** Customers with a rare outcome, as rows of a file. */
export function customers(count: number, seed = 1): Customer[] {
  const random = Random.of(seed)
  return Array.from({ length: count }, (_, row) => {
    const age = 18 + random.below(62)
    const size = random.normal()
    const segment = ['red', 'green', 'blue', 'grey'][random.below(4)]
    const bad = random.normal() + 0.8 * size + (segment === 'red' ? 0.8 : 0) > 2 ? 1 : 0
    return { row, age, amount: (80 * 2 ** size).toFixed(2), segment, bad, random }
  })
}

/** The file of some customers, with further columns around theirs. */
export function customerFile(
  of: readonly Customer[],
  columns: Readonly<Record<string, (customer: Customer) => string | number>>
): Blob {
  const names = Object.keys(columns)
  const cells = Object.values(columns)
  return csvOf(
    [...names.slice(0, -1), 'age', 'amount', 'segment', ...names.slice(-1)].join(','),
    ...of.map((one) => {
      const own = cells.map((cell) => cell(one))
      return [...own.slice(0, -1), one.age, one.amount, one.segment, ...own.slice(-1)].join(',')
    })
  )
}
