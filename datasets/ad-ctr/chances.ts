import type { Random } from '../../src/core/kernel/random.ts'
import { SLATE } from './fields.ts'
import type { Levers } from './levers.ts'

/** A child stream for each thing that chance decides about a request. */
export interface SlateStreams {
  readonly context: Random
  readonly candidates: Random
  readonly numbers: Random
  readonly missing: Random
  readonly bend: Random
}

/** What chance gave one request, from the streams of these names; written over by the next. */
export interface Chances {
  /** Of user, site, device and depth. */
  readonly context: Float64Array
  readonly candidates: Float64Array
  /** Standard normals: two of the request, then five of each candidate. */
  readonly numbers: Float64Array
  /** Four of the request, then three of each candidate. */
  readonly missing: Float64Array
}

export function slateStreams(random: Random): SlateStreams {
  const [context, candidates, numbers, missing, bend] = ['context', 'candidates', 'numbers', 'missing', 'bend'].map(
    (name) => random.stream(name)
  )
  return { context, candidates, numbers, missing, bend }
}

export function emptyChances(): Chances {
  return {
    context: new Float64Array(4),
    candidates: new Float64Array(SLATE),
    numbers: new Float64Array(2 + 5 * SLATE),
    missing: new Float64Array(4 + 3 * SLATE),
  }
}

/** Takes the chances of a request, and moves the stream of bends to it where there is use for that. */
export function takeChances(chances: Chances, streams: SlateStreams, request: number, { mix, unseen }: Levers): void {
  streams.context.at(request).uniforms(chances.context)
  streams.candidates.at(request).uniforms(chances.candidates)
  streams.numbers.at(request).normals(chances.numbers)
  streams.missing.at(request).uniforms(chances.missing)
  if (mix > 0 || unseen > 0) streams.bend.at(request)
}
