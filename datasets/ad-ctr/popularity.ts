import { pow } from '../../src/core/kernel/math.ts'

/** Draws 0 … n − 1 with given weights in constant time (alias method, Walker 1977 as built by Vose 1991). */
export interface Popularity {
  readonly share: Float64Array
  readonly keep: Float64Array
  readonly alias: Uint16Array
}

export function popularityOf(weights: Float64Array): Popularity {
  const n = weights.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const share = weights.map((weight) => weight / total)
  const keep = share.map((p) => p * n)
  const alias = new Uint16Array(n).map((_, i) => i)
  const small: number[] = []
  const large: number[] = []
  keep.forEach((p, i) => (p < 1 ? small : large).push(i))
  while (small.length && large.length) {
    const poor = small.pop()!
    const rich = large[large.length - 1]
    alias[poor] = rich
    keep[rich] -= 1 - keep[poor]
    if (keep[rich] < 1) small.push(large.pop()!)
  }
  for (const rest of [small, large]) for (const i of rest) keep[i] = 1
  return { share, keep, alias }
}

/** The item that a uniform number in (0, 1) falls on. */
export function pick(popularity: Popularity, uniform: number): number {
  const place = uniform * popularity.keep.length
  const i = Math.floor(place)
  return place - i < popularity.keep[i] ? i : popularity.alias[i]
}

/** Zipf–Mandelbrot weights 1 / (rank + shift)^exponent. */
export function zipf(n: number, exponent: number, shift: number): Float64Array {
  return new Float64Array(n).map((_, i) => pow(i + 1 + shift, -exponent))
}
