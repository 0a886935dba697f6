import type { Drift } from './kind.ts'

/** How far a drift has gone at a time, 0 … 1; exactly 0 before its start. */
export function amountOf({ shape, start, span }: Drift, time: number): number {
  if (time < start) return 0
  if (shape === 'sudden') return 1
  if (shape === 'gradual') return span > 0 ? Math.min(1, (time - start) / span) : 1
  return span > 0 && Math.floor((time - start) / span) % 2 === 1 ? 0 : 1
}
