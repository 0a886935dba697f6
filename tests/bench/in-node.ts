import type { Start } from './bench.ts'
import { rateOf, type Timed } from './timed.ts'

/** Work of ours in this very process. */
export function inNode(prepare: () => Timed | Promise<Timed>): Start {
  return async () => {
    const timed = await prepare()
    return { name: 'ours', facts: timed.facts, rate: () => rateOf(timed) }
  }
}
