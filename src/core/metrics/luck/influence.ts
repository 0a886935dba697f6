import { hasNaN } from '../order.ts'
import type { Ordering } from '../sort/descending.ts'

/** How much each row's label moves a metric; null where it cannot be said. */
export type Influence = (order: Ordering, truth: Float32Array) => Float64Array | null

/**
 * How much each row's label moves average precision, as p ± a little: ∂/∂pᵢ of its expectation over independent labels. So
 * Σ gᵢ (yᵢ − pᵢ) is, to first order, by how much the labels y that fell raise it. null without positives or for a NaN score.
 */
export function precisionInfluence({ rows, keys }: Ordering, truth: Float32Array): Float64Array | null {
  const n = rows.length
  const positives = sumOf(truth)
  if (hasNaN(keys) || !(positives > 0)) return null
  const influence = new Float64Array(n)
  let above = 0
  let numerator = 0
  for (let i = 0; i < n;) {
    const from = i
    const { tied, squares, end } = tieAt(keys, rows, truth, from)
    i = end
    for (let j = from; j < i; j++) influence[rows[j]] = (1 + above + 2 * (tied - truth[rows[j]])) / i
    numerator += (tied * (above + tied) + tied - squares) / i
    above += tied
  }
  let below = 0
  for (let i = n; i > 0;) {
    const end = i
    let tied = 0
    do tied += truth[rows[--i]]
    while (i > 0 && keys[i - 1] === keys[i])
    for (let j = i; j < end; j++) influence[rows[j]] = (influence[rows[j]] + below - numerator / positives) / positives
    below += tied / end
  }
  return influence
}

/** The same of AUC. */
export function aucInfluence({ rows, keys }: Ordering, truth: Float32Array): Float64Array | null {
  const n = rows.length
  const positives = sumOf(truth)
  const negatives = n - positives
  if (hasNaN(keys) || !(positives > 0 && negatives > 0)) return null
  const influence = new Float64Array(n)
  let above = 0
  let area = 0
  for (let i = 0; i < n;) {
    const from = i
    const { tied, end } = tieAt(keys, rows, truth, from)
    i = end
    const against = i - from - tied
    // Negatives below less positives above, those of the tie by half.
    const beaten = negatives - (from - above) - against / 2 - (above + tied / 2)
    for (let j = from; j < i; j++) influence[rows[j]] = beaten
    area += against * (above + tied / 2)
    above += tied
  }
  const pairs = positives * negatives
  const share = (area / pairs) * (negatives - positives)
  for (let i = 0; i < n; i++) influence[i] = (influence[i] - share) / pairs
  return influence
}

function tieAt(keys: Uint32Array, rows: Uint32Array, truth: Float32Array, from: number) {
  let [tied, squares, end] = [0, 0, from]
  do {
    const p = truth[rows[end]]
    tied += p
    squares += p * p
  } while (++end < rows.length && keys[end] === keys[from])
  return { tied, squares, end }
}

function sumOf(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum
}
