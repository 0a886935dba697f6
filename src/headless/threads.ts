import { MOST_THREADS } from '../core/engines/fused/layout.ts'
import { BadInput } from './bad-input.ts'

/** How many threads a flag asks for; undefined is one for each core. */
export function threadsOf(asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined
  const threads = Number(asked)
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS)
    throw new BadInput(`invalid threads: ${asked}; expected 1 to ${MOST_THREADS}`)
  return threads
}
