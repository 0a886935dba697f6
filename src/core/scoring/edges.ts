import { bestF1Threshold } from '../metrics/curves/best-f1.ts'
import type { Correction } from '../training/run.ts'
import { correctScores } from '../treatments/correct.ts'

/** Where a logit's last digit can matter: at a threshold, and where a recalibration all but jumps. */
export interface Edge {
  readonly correction: Correction
  /** Probability from which on a row is called positive. */
  readonly threshold: number
}

/** The greatest difference of two engines that agree, as in tests/contracts/engine-suite.ts: of a logit of at most 1, else of its size. */
export const AGREEMENT = 1e-4
/** A correction is steep where logits that agree come to odds apart by more than this. */
const STEEP = 0.01
/** Chances next to 0 or 1 have no more digits than this. */
const FLOAT = 1e-6

/** The edges that are chosen on validation: where each correction cuts at its best F1. */
export function edgesOf(
  { scores, labels }: { readonly scores: Float32Array; readonly labels: Uint8Array },
  corrections: readonly Correction[]
): Edge[] {
  return corrections.map((correction) => ({
    correction,
    threshold: bestF1Threshold(correctScores(correction, scores.slice()), labels),
  }))
}

/** Places of logits that lie at an edge: which side they fall on is for the processor to say. */
export function placesAtEdges(logits: Float32Array, edges: readonly Edge[]): Uint32Array {
  const isAt = new Uint8Array(logits.length)
  for (const { correction, threshold } of edges) {
    const low = correctScores(correction, moved(logits, -AGREEMENT))
    const high = correctScores(correction, moved(logits, AGREEMENT))
    for (let i = 0; i < logits.length; i++) {
      const isSteep = high[i] * (1 - low[i]) > (1 + STEEP) * low[i] * (1 - high[i]) + FLOAT
      const isCut = high[i] >= threshold && !(low[i] >= threshold)
      if (isSteep || isCut) isAt[i] = 1
    }
  }
  return Uint32Array.from(indicesOf(isAt))
}

/** Whether two logits agree as engines have to; no number agrees with nothing. */
export function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= AGREEMENT * Math.max(1, Math.abs(b))
}

function moved(logits: Float32Array, by: number): Float32Array {
  return logits.map((logit) => logit + by * Math.max(1, Math.abs(logit)))
}

function* indicesOf(flags: Uint8Array): Generator<number> {
  for (let i = 0; i < flags.length; i++) if (flags[i]) yield i
}
