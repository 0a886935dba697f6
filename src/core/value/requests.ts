const known = new WeakMap<Uint32Array, Uint32Array>()

/** Where each run of equal requests begins, and the end of the last: `count + 1` rows. Counted once for the same array. */
export function requestStarts(requests: Uint32Array): Uint32Array {
  const counted = known.get(requests) ?? countStarts(requests)
  known.set(requests, counted)
  return counted
}

function countStarts(requests: Uint32Array): Uint32Array {
  let count = 0
  for (let row = 0; row < requests.length; row++) if (row === 0 || requests[row] !== requests[row - 1]) count++
  const starts = new Uint32Array(count + 1)
  let next = 0
  for (let row = 0; row < requests.length; row++)
    if (row === 0 || requests[row] !== requests[row - 1]) starts[next++] = row
  starts[count] = requests.length
  return starts
}
