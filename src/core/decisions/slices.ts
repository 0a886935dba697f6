import { isCalled, type Threshold } from '../metrics/curves/called.ts'
import { aucOf } from '../metrics/kinds/auc.ts'
import { averagePrecision } from '../metrics/kinds/pr-auc.ts'
import { cutColumn, type SliceColumn, type SliceName } from './cut-column.ts'
import type { DecisionRows } from './decision-rows.ts'

/** Positives, or alerts, below which a slice's ranking and its shares say more of luck than of the model. */
export const FEW = 5

/** How a model does on the rows that share a value; null is too few to tell. */
export interface Slice {
  readonly name: SliceName
  readonly rows: number
  readonly positives: number
  readonly alerts: number
  readonly caught: number
  readonly baseRate: number
  readonly meanScore: number
  /** Mean score over base rate: 1 is calibrated, 2 promises twice as many as come. */
  readonly calibration: number | null
  readonly auc: number | null
  readonly prAuc: number | null
  readonly precision: number | null
  readonly recall: number | null
}

/** One slice a value or bin of the column, and all rows last; slices without rows are left out. */
export function slicesOf(rows: DecisionRows, column: SliceColumn, threshold: Threshold): Slice[] {
  const { names, sliceOf } = cutColumn(column)
  const n = rows.scores.length
  const ends = new Uint32Array(names.length + 1)
  for (let i = 0; i < n; i++) ends[sliceOf[i] + 1]++
  for (let s = 0; s < names.length; s++) ends[s + 1] += ends[s]
  const next = ends.slice()
  const order = { rows: new Uint32Array(n), keys: new Uint32Array(n) }
  for (let i = 0; i < n; i++) {
    const row = rows.ranked.rows[i]
    const place = next[sliceOf[row]]++
    order.rows[place] = row
    order.keys[place] = rows.ranked.keys[i]
  }
  const part = (from: number, to: number) => ({
    rows: order.rows.subarray(from, to),
    keys: order.keys.subarray(from, to),
  })
  const slices = names.map((name, s) => sliceOn(rows, name, part(ends[s], ends[s + 1]), threshold))
  return [...slices, sliceOn(rows, { type: 'all' }, rows.ranked, threshold)].filter((slice) => slice.rows > 0)
}

function sliceOn(
  { scores, labels }: DecisionRows,
  name: SliceName,
  order: DecisionRows['ranked'],
  threshold: Threshold
): Slice {
  const n = order.rows.length
  let positives = 0
  let alerts = 0
  let caught = 0
  let sum = 0
  for (const row of order.rows) {
    const isAlert = isCalled(scores[row], threshold, row) ? 1 : 0
    positives += labels[row]
    alerts += isAlert
    caught += isAlert & labels[row]
    sum += scores[row]
  }
  const isKnown = positives >= FEW && n - positives >= FEW
  return {
    name,
    rows: n,
    positives,
    alerts,
    caught,
    baseRate: positives / n,
    meanScore: sum / n,
    calibration: positives >= FEW ? sum / positives : null,
    auc: isKnown ? aucOf(order, labels) : null,
    prAuc: isKnown ? averagePrecision(order, labels) : null,
    precision: alerts >= FEW ? caught / alerts : null,
    recall: positives >= FEW ? caught / positives : null,
  }
}
