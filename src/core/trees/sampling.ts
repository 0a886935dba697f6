import type { Random } from '../kernel/random.ts'
import type { TreeMemory } from './tree-memory.ts'

/** Takes the rows that this tree does not see out of its sums: their pairs become 0. */
export function drawRows({ layout, words }: TreeMemory, share: number, random: Random): void {
  if (share >= 1) return
  const at = layout.at.pairs / 4
  for (let row = 0; row < layout.rows; row++) {
    if (random.uniform() < share) continue
    words[at + 2 * row] = 0
    words[at + 2 * row + 1] = 0
  }
}

/** A 1 for each column that this tree may ask about; at least one. */
export function drawColumns(count: number, share: number, random: Random): Uint8Array {
  const chosen = new Uint8Array(count)
  const order = random.shuffle(Uint32Array.from({ length: count }, (_, i) => i))
  for (const column of order.subarray(0, Math.max(1, Math.floor(share * count)))) chosen[column] = 1
  return chosen
}
