import { logit, sigmoid } from '../../kernel/math.ts'
import { hasNaN } from '../../metrics/order.ts'
import type { Ordering } from '../../metrics/sort/descending.ts'
import { FEWEST } from './interval.ts'
import { tQuantile } from './t-quantile.ts'

export interface DeLong {
  readonly auc: number
  readonly standardError: number
  /** 95 % interval, symmetric on the logit scale, Student's t with the rarer class as its sample. */
  readonly low: number
  readonly high: number
}

/**
 * AUC with the standard error of DeLong, DeLong & Clarke-Pearson (1988), from one pass over sorted rows: the midranks
 * of Sun & Xu (2014) are counts above a tie. Only for independent rows: where rows share an episode it is far too
 * narrow. null with fewer than three of a class, with a score that is no number, or where nothing or everything is
 * ranked rightly and the logit has no end.
 */
export function deLong({ rows, keys }: Ordering, labels: Uint8Array): DeLong | null {
  const n = rows.length
  let positives = 0
  for (let i = 0; i < n; i++) positives += labels[rows[i]]
  const negatives = n - positives
  if (Math.min(positives, negatives) < FEWEST || hasNaN(keys)) return null
  // For each positive the share of negatives above it, for each negative that of positives below: 1 − AUC is the mean of either.
  let positivesAbove = 0
  let negativesAbove = 0
  let sum = 0
  let squaresOfPositives = 0
  let squaresOfNegatives = 0
  for (let i = 0; i < n;) {
    const key = keys[i]
    const start = i
    let hits = 0
    do hits += labels[rows[i]]
    while (++i < n && keys[i] === key)
    const others = i - start - hits
    const lost = (negativesAbove + others / 2) / negatives
    const behind = (positives - positivesAbove - hits / 2) / positives
    sum += hits * lost
    squaresOfPositives += hits * lost * lost
    squaresOfNegatives += others * behind * behind
    positivesAbove += hits
    negativesAbove += others
  }
  const loss = sum / positives
  const ofPositives = (squaresOfPositives - positives * loss * loss) / (positives - 1)
  const ofNegatives = (squaresOfNegatives - negatives * loss * loss) / (negatives - 1)
  const standardError = Math.sqrt(Math.max(0, ofPositives / positives + ofNegatives / negatives))
  const auc = 1 - loss
  if (!(loss > 0 && auc > 0)) return null
  const half = (tQuantile(Math.min(positives, negatives) - 1) * standardError) / (auc * loss)
  return { auc, standardError, low: sigmoid(logit(auc) - half), high: sigmoid(logit(auc) + half) }
}
