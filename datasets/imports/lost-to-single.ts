import type { Range } from './ranges.ts'

/** From here on some whole numbers are none of 32 bits. */
const EXACT = 16_777_216
/** Numbers that spread less than this part of their size lose some of their digits. */
const NARROW = 1e-3

/** How many different numbers become equal to others once they are float32: as they stand, and with the least of them taken off. */
export function lostToSingle(range: Range | null, numbers: () => Float64Array): { plain: number; lessLeast: number } {
  const none = { plain: 0, lessLeast: 0 }
  if (!range) return none
  const [least, largest] = range
  const size = Math.max(Math.abs(least), Math.abs(largest))
  if (size < EXACT && largest - least > NARROW * size) return none
  const found = new Set(numbers().filter((value) => value === value))
  const lost = (less: number): number => {
    const single = new Set<number>()
    for (const value of found) single.add(Math.fround(value - less))
    return found.size - single.size
  }
  return { plain: lost(0), lessLeast: lost(least) }
}
