import type { Sample } from '../metric.ts'
import { fillIdeal, meanOverRequests, type Ranked } from './mean.ts'

/**
 * Mean over requests of Σ_{i ≤ k} gᵢ (1 + Σ_{j < i} gⱼ) / i over its value in the best order. With clicks that is
 * AP@k divided by min(relevant, k); with g a probability it is what such clicks, drawn independently, give on
 * average, and the order by g is still the best. Ties are averaged over their permutations exactly.
 */
export function averagePrecisionAt(sample: Sample, grades: Sample['labels'] | null, k: number): number | null {
  return meanOverRequests(sample, grades, (request) => {
    fillIdeal(request)
    return precisionSum(request, k) / idealPrecisionSum(request, k)
  })
}

/**
 * At the j-th slot of a tie of m after ranks worth G, the mean over permutations of g (1 + G + gains of the tie before
 * it) is ḡ (1 + G) + (j − 1) · (Σ_{a ≠ b} g_a g_b) / (m (m − 1)).
 */
function precisionSum({ size, gains, averaged, tieEnds }: Ranked, k: number): number {
  let before = 0
  let sum = 0
  for (let start = 0; start < size && start < k; start = tieEnds[start]) {
    const end = tieEnds[start]
    const tied = end - start
    const mean = averaged[start]
    let squares = 0
    for (let i = start; i < end; i++) squares += gains[i] * gains[i]
    const pairs = tied > 1 ? (tied * tied * mean * mean - squares) / (tied * (tied - 1)) : 0
    for (let i = start; i < end && i < k; i++) sum += (mean * (1 + before) + (i - start) * pairs) / (i + 1)
    before += tied * mean
  }
  return sum
}

function idealPrecisionSum({ size, ideal }: Ranked, k: number): number {
  let before = 0
  let sum = 0
  for (let i = 0; i < size && i < k; i++) {
    sum += (ideal[i] * (1 + before)) / (i + 1)
    before += ideal[i]
  }
  return sum
}
