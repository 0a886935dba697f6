import type { Layout } from './layout.ts'

/** Addresses of a network's dense weights, by the names of `parametersOf`. */
export interface Addresses {
  readonly weight: (name: string) => number
  readonly transposed: (name: string) => number
  /** Bytes from the beginning of the dense weights, for gradients. */
  readonly offset: (name: string) => number
}

export function addressesOf({ dense, weights }: Layout): Addresses {
  const arrays = new Map(dense.map((array) => [array.name, array]))
  const of = (name: string) => {
    const array = arrays.get(name)
    if (!array) throw new Error(`unknown parameter: ${name}; expected one of ${[...arrays.keys()].join(', ')}`)
    return array
  }
  return {
    weight: (name) => weights + 4 * of(name).at,
    transposed: (name) => of(name).transposed,
    offset: (name) => 4 * of(name).at,
  }
}
