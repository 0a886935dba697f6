/** Ids numbered anew from 0, in the order in which they first come. */
export interface DenseIds {
  readonly of: Uint32Array
  readonly count: number
}

export function denseIds(ids: Uint32Array): DenseIds {
  const numbers = new Map<number, number>()
  const of = new Uint32Array(ids.length)
  for (let i = 0; i < ids.length; i++) {
    const known = numbers.get(ids[i])
    of[i] = known ?? numbers.size
    if (known === undefined) numbers.set(ids[i], of[i])
  }
  return { of, count: numbers.size }
}

/** Each by itself, in order. */
export function eachAlone(count: number): DenseIds {
  return { of: Uint32Array.from({ length: count }, (_, i) => i), count }
}
