import { formatTick, signed } from '../core/kernel/numbers.ts'

/** A name in so many characters at most, the last of them … where it was longer. */
export function cutText(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** Evenly spaced ticks of one axis, with equally many decimals: as many as their spacing needs. */
export function formatTicks(values: readonly number[]): string[] {
  if (values.length < 2) return values.map(formatTick)
  const decimals = Math.max(0, -Math.floor(Math.log10(Math.abs(values[1] - values[0])) + 1e-9))
  return values.map((value) => (value === 0 ? '0' : signed(value.toFixed(Math.min(12, decimals)))))
}
