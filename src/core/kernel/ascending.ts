/** Place of the first of ascending numbers that is at least so much; their count where none is. */
export function firstAt(ascending: ArrayLike<number>, least: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle] < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Place of the first that is more than so much. */
export function firstAfter(ascending: ArrayLike<number>, most: number): number {
  let place = firstAt(ascending, most)
  while (place < ascending.length && ascending[place] <= most) place++
  return place
}
