import type { Ranked } from './mean.ts'

/** Gain to expect within the first k ranks, ties at k averaged over their permutations. */
export function gainWithin({ size, averaged }: Ranked, k: number): number {
  let sum = 0
  for (let i = 0; i < size && i < k; i++) sum += averaged[i]
  return sum
}
