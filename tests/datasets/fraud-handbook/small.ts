import { drawHistory } from '../../../datasets/fraud-handbook/history.ts'
import type { Size } from '../../../datasets/fraud-handbook/profiles.ts'
import { Random } from '../../../src/core/kernel/random.ts'

/** Small enough to count again by brute force: customers and terminals stand as densely as in the book. */
export const small: Size = { customers: 120, terminals: 60, radius: 40, days: 60 }

export function historyOf(size: Size, seed: number) {
  return drawHistory(size, Random.of(seed).stream('test'))
}
