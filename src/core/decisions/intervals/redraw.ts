import { Random } from '../../kernel/random.ts'

/** The same seed redraws the same clusters, whatever is measured: redraws of two models of the same rows are pairs. */
export function redrawsOf(seed: number): Random {
  return Random.of(seed).stream('bootstrap')
}

/** How often each cluster comes where as many are drawn again with replacement (multinomial counts). */
export function redrawInto(weights: Uint8Array, random: Random, redraw: number): void {
  weights.fill(0)
  random.at(redraw)
  for (let i = 0; i < weights.length; i++) weights[random.below(weights.length)]++
}
