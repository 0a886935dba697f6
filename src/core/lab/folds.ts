import { denseIds } from '../decisions/dense.ts'
import { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'
import type { Folds } from '../metrics/curves/fold-thresholds.ts'
import { dealGroups } from '../training/groups.ts'
import type { Recipe } from '../training/run.ts'
import { clustersOf, unitOf } from './clusters.ts'
import type { MeasuredRows } from './measured-rows.ts'

/** Folds of validation rows where there are as many clusters with a positive. */
export const MOST_FOLDS = 5

/** Folds of a recipe's validation rows, the same for every model, and what they hold whole. */
export function foldsOf({ dataset, seed }: Recipe, table: Table, { rows, labels }: MeasuredRows) {
  return { folds: dealFolds(labels, clustersOf(table, rows), seed), unit: unitOf(dataset, table) }
}

/**
 * At most five folds of about equal rows and positives, by a child stream of the seed; fewer where fewer clusters have a positive. Rows
 * without clusters are assigned one by one.
 */
export function dealFolds(labels: Uint8Array, clusters: Uint32Array | null, seed: number): Folds {
  const rows = Uint32Array.from(labels.keys())
  const groups = clusters ? denseIds(clusters) : { of: rows, count: rows.length }
  const withPositives = new Set<number>()
  for (let i = 0; i < labels.length && withPositives.size < MOST_FOLDS; i++)
    if (labels[i] === 1) withPositives.add(groups.of[i])
  const count = withPositives.size
  const none = { count: 0, of: new Uint8Array(labels.length) }
  if (count < 2) return none
  const shares = new Array<number>(count).fill(1 / count)
  const { part } = dealGroups(groups, rows, labels, shares, Random.of(seed).stream('folds'))
  const of = Uint8Array.from(groups.of, (group) => part[group])
  const positives = new Float64Array(count)
  for (let i = 0; i < of.length; i++) positives[of[i]] += labels[i]
  return positives.filter((found) => found > 0).length < 2 ? none : { count, of }
}
