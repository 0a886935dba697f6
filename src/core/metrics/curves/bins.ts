/**
 * Ends of at most `bins` runs of sorted rows, as equal in count as ties allow. Equal keys never part: a bin meant to
 * end within a run of ties ends after it, and a target passed on the way is dropped. So no bin depends on row order.
 */
export function equalCountBins(keys: Uint32Array, bins: number): number[] {
  const n = keys.length
  const ends: number[] = []
  let last = 0
  for (let bin = 1; bin <= bins; bin++) {
    let end = Math.round((bin * n) / bins)
    if (end <= last) continue
    while (end < n && keys[end] === keys[end - 1]) end++
    ends.push(end)
    last = end
  }
  return ends
}
