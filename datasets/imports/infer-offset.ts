import { assumed, flagFor, type Assumption } from './assumed.ts'
import type { ColumnLook } from './profile.ts'

/** Share of a column's different numbers that 32 bits may lose without a word. */
const FEW_LOST = 0.01

/** What is taken off a column's numbers where 32 bits cannot tell them apart. */
export function offsetOf(look: ColumnLook, assumptions: Assumption[]): number {
  const { name, lost, distinct, numbers } = look
  if (!numbers || lost.plain <= FEW_LOST * distinct) return 0
  if (lost.lessLeast < lost.plain / 2) {
    const offset = Math.floor(numbers[0])
    assumptions.push(
      assumed(
        'type',
        name,
        `${name}: kept less ${offset}, as numbers of 32 bits do not tell ${lost.plain} of its ${distinct} values apart`
      )
    )
    return offset
  }
  assumptions.push(
    assumed(
      'type',
      name,
      `${name}: ${lost.plain} of its ${distinct} values become equal to others, as numbers are kept to 7 digits`,
      flagFor('--categorical', name)
    )
  )
  return 0
}
