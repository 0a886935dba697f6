/** First and last of the times, in whatever order they come; ∞ and −∞ where there are none. */
export function timeSpan(times: Float64Array): [first: number, last: number] {
  let first = Infinity
  let last = -Infinity
  for (const time of times) {
    if (time < first) first = time
    if (time > last) last = time
  }
  return [first, last]
}
