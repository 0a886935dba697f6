/** How many equal clusters these are worth (Kish): square of the sum over sum of squares. */
export function effectiveOf(counts: Float64Array): number {
  let sum = 0
  let squares = 0
  for (const count of counts) {
    sum += count
    squares += count * count
  }
  return squares > 0 ? (sum * sum) / squares : 0
}
