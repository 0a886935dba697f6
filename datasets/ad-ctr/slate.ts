import { emptyCandidates, type Candidates } from './candidates.ts'
import { SLATE } from './fields.ts'
import { emptyVisit, type Visit } from './visit.ts'

/** One request as drawn, candidates in the order drawn; written over by the next. */
export interface Slate {
  readonly visit: Visit
  readonly candidates: Candidates
  /** True logits without intercept, wander, drift of the base rate and affinity. */
  readonly logits: Float64Array
}

export function emptySlate(): Slate {
  return { visit: emptyVisit(), candidates: emptyCandidates(), logits: new Float64Array(SLATE) }
}
