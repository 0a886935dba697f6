import { logit } from '../../kernel/math.ts'
import { CLIP } from '../entropy.ts'
import type { Sample } from '../metric.ts'
import type { ScoreHistogram } from './curve.ts'

/**
 * Rows by logit of score in `bins` equal steps, from the lowest score's logit rounded down to the highest's rounded up.
 * Scores are clipped as for the log loss, so the logit stays within ±16.2.
 */
export function scoreHistogram(scores: Float32Array, labels: Sample['labels'], bins = 40): ScoreHistogram {
  let least = 1
  let most = 0
  for (const score of scores) {
    if (score < least) least = score
    if (score > most) most = score
  }
  const low = scores.length > 0 ? Math.floor(clippedLogit(least)) : -1
  const high = scores.length > 0 ? Math.max(low + 1, Math.ceil(clippedLogit(most))) : 1
  const positives = new Float64Array(bins)
  const negatives = new Float64Array(bins)
  for (let i = 0; i < scores.length; i++) {
    const step = Math.floor(((clippedLogit(scores[i]) - low) / (high - low)) * bins)
    const bin = Math.min(bins - 1, Math.max(0, step))
    positives[bin] += labels[i]
    negatives[bin] += 1 - labels[i]
  }
  return { low, high, positives, negatives }
}

function clippedLogit(score: number): number {
  return logit(Math.min(1 - CLIP, Math.max(CLIP, score)))
}
