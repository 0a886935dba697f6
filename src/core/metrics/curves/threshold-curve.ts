import { pow } from '../../kernel/math.ts'
import type { Sample } from '../metric.ts'
import { type Ordering, sortDescending } from '../sort/descending.ts'
import type { ThresholdCurve } from './curve.ts'

/**
 * Counts above at most `points` thresholds. A fifth of them are the highest distinct scores, where a rare class is
 * found; half have geometrically growing rows above them, for precision–recall; the rest equal steps of rows, for the
 * ROC. Each stands at the end of a tie, so every count is exact; `chosen` has a point of its own, also where it lies between two
 * scores. The first threshold is Infinity and the last calls all rows positive: 0, or −Infinity where a score is negative.
 */
export function thresholdCurve(
  scores: Float32Array,
  labels: Sample['labels'],
  points = 400,
  order: Ordering = sortDescending(scores),
  chosen: number | null = null
): ThresholdCurve {
  const { rows, keys } = order
  const n = rows.length
  const targets = targetRows(n, points)
  const thresholds: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  const put = (threshold: number, called: number, hits: number): void => {
    thresholds.push(threshold)
    truePositives.push(hits)
    falsePositives.push(called - hits)
  }
  let hits = 0
  let next = 0
  let left = chosen !== null && chosen < Infinity ? chosen : -Infinity
  put(Infinity, 0, 0)
  for (let i = 0; i < n;) {
    const key = keys[i]
    const score = scores[rows[i]]
    if (score < left) {
      put(left, i, hits)
      left = -Infinity
    }
    do hits += labels[rows[i]]
    while (++i < n && keys[i] === key)
    if (i < targets[next] && score !== left) continue
    while (next < targets.length && targets[next] <= i) next++
    if (score === left) left = -Infinity
    put(score, i, hits)
  }
  const lowest = thresholds[thresholds.length - 1]
  const end = lowest < 0 ? -Infinity : 0
  if (n > 0 && left < lowest && left > end) put(left, n, hits)
  if (n > 0 && lowest !== 0) put(end, n, hits)
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
    positives: hits,
    negatives: n - hits,
  }
}

/** Numbers of rows, ascending, at or after which a point is taken; the last is all rows. */
function targetRows(n: number, points: number): number[] {
  const room = Math.max(1, points - 2)
  if (n <= room) return Array.from({ length: n }, (_, i) => i + 1)
  const top = Math.floor(room / 5)
  const geometric = Math.floor(room / 2)
  const even = room - top - geometric
  const targets = new Set<number>()
  for (let i = 1; i <= top; i++) targets.add(i)
  for (let i = 1; i <= even; i++) targets.add(Math.round((i * n) / even))
  let rows = top
  for (let left = geometric; left > 0 && rows < n; left--) {
    rows = Math.max(rows + 1, Math.round(rows + growth(rows, n, left)))
    targets.add(Math.min(rows, n))
  }
  return [...targets].sort((a, b) => a - b)
}

/** The step that, repeated `left` times in proportion, leads from `rows` to `n`: (n / rows)^(1 / left) − 1 of rows. */
function growth(rows: number, n: number, left: number): number {
  return Math.max(1, rows) * (pow(n / Math.max(1, rows), 1 / left) - 1)
}
