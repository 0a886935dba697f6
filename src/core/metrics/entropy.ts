import { log } from '../kernel/math.ts'
import type { Sample } from './metric.ts'

/** Probabilities are held in [CLIP, 1 − CLIP] before the logarithm, so a sure mistake costs 16.1 nats. */
export const CLIP = 1e-7

/** −(1/N) Σ y ln p + (1 − y) ln(1 − p) in nats, p clipped to [1e-7, 1 − 1e-7]; null without rows or for a NaN score. */
export function logLossOf({ scores, labels }: Pick<Sample, 'scores' | 'labels'>): number | null {
  const n = scores.length
  let sum = 0
  for (let i = 0; i < n; i++) {
    const score = scores[i]
    const p = score < CLIP ? CLIP : score > 1 - CLIP ? 1 - CLIP : score
    const y = labels[i]
    if (y === 0) sum -= log(1 - p)
    else if (y === 1) sum -= log(p)
    else sum -= y * log(p) + (1 - y) * log(1 - p)
  }
  return n > 0 && sum === sum ? sum / n : null
}

/** The log loss of always saying `rate`, on these labels: to the last bit what `logLossOf` makes of that constant. null without rows. */
export function constantLogLoss(labels: Sample['labels'], rate: number): number | null {
  const score = Math.fround(rate)
  const p = score < CLIP ? CLIP : score > 1 - CLIP ? 1 - CLIP : score
  const [positive, negative] = [log(p), log(1 - p)]
  let sum = 0
  for (let i = 0; i < labels.length; i++) {
    const y = labels[i]
    if (y === 0) sum -= negative
    else if (y === 1) sum -= positive
    else sum -= y * positive + (1 - y) * negative
  }
  return labels.length > 0 && sum === sum ? sum / labels.length : null
}
