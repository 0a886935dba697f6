/**
 * Moves wanted positions apart so that neighbours keep `gap` and all stay within [low, high], in the order given by
 * their wanted places. Where there is not room for all, the gap shrinks.
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b])
  const room = wanted.length > 1 ? Math.min(gap, (high - low) / (wanted.length - 1)) : gap
  const placed = order.map((i) => Math.min(high, Math.max(low, wanted[i])))
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i], placed[i - 1] + room)
  const last = placed.length - 1
  if (last >= 0) placed[last] = Math.min(placed[last], high)
  for (let i = last - 1; i >= 0; i--) placed[i] = Math.min(placed[i], placed[i + 1] - room)
  const out = new Array<number>(wanted.length)
  order.forEach((index, i) => (out[index] = placed[i]))
  return out
}
