/**
 * Places nearest, in the least-squares sense, to those wanted, such that neighbours keep `gap` and all stay within
 * [low, high], in the order of the wanted ones (isotonic regression by pooling adjacent violators). Where there is not
 * room for all, the gap shrinks.
 */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b])
  const room = wanted.length > 1 ? Math.min(gap, (high - low) / (wanted.length - 1)) : 0
  const pools: { sum: number; count: number }[] = []
  order.forEach((index, i) => {
    let pool = { sum: wanted[index] - i * room, count: 1 }
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop()
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count }
    }
    pools.push(pool)
  })
  const top = high - (wanted.length - 1) * room
  const offsets = pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count))
  const out = new Array<number>(wanted.length)
  order.forEach((index, i) => (out[index] = Math.max(low, Math.min(top, offsets[i])) + i * room))
  return out
}
