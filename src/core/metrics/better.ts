/** Which values of a metric are good. */
export type Better = 'higher' | 'lower' | 'nearest 1'

/** By how much one value is better than another; below 0 where it is worse. */
export function gainOf(better: Better, value: number, than: number): number {
  if (better === 'higher') return value - than
  if (better === 'lower') return than - value
  return Math.abs(than - 1) - Math.abs(value - 1)
}
