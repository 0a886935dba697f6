/** Draws from lists that stand one behind another, each with its weights, in constant time (Walker 1977, Vose 1991). */
export interface Alias {
  /** By item: the share of its place that it keeps, then the item that has the rest; together, to be read at one go. */
  readonly places: Float64Array
}

/** One table over `weights`, or one for each list `starts[i]` … `starts[i + 1] − 1` of them. */
export function aliasOf(weights: Float64Array, starts: ArrayLike<number> = [0, weights.length]): Alias {
  const places = new Float64Array(2 * weights.length)
  for (let list = 0; list + 1 < starts.length; list++) fill(weights, starts[list], starts[list + 1], places)
  return { places }
}

/** The item of the list of `size` from `start` on that a uniform number in (0, 1) falls on. */
export function pick({ places }: Alias, uniform: number, start: number, size: number): number {
  const place = uniform * size
  const i = Math.floor(place)
  const at = 2 * (start + i)
  return place - i < places[at] ? start + i : places[at + 1]
}

function fill(weights: Float64Array, from: number, to: number, places: Float64Array): void {
  let total = 0
  for (let i = from; i < to; i++) total += weights[i]
  const small: number[] = []
  const large: number[] = []
  for (let i = from; i < to; i++) {
    const share = (weights[i] / total) * (to - from)
    places[2 * i] = share
    places[2 * i + 1] = i
    const pile = share < 1 ? small : large
    pile.push(i)
  }
  while (small.length && large.length) {
    const poor = small.pop()!
    const rich = large[large.length - 1]
    places[2 * poor + 1] = rich
    places[2 * rich] -= 1 - places[2 * poor]
    if (places[2 * rich] < 1) small.push(large.pop()!)
  }
  for (const rest of [small, large]) for (const i of rest) places[2 * i] = 1
}
