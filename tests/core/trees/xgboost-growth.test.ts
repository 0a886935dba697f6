import { describe, expect, it } from 'vitest'
import golden from '../../goldens/boosting.json'
import type { Tree } from '../../../src/core/trees/ensemble.ts'
import type { BoostSettings } from '../../../src/core/trees/boost-settings.ts'
import { scoreTrees } from '../../../src/core/trees/score.ts'
import { smallTable } from '../features/small-table.ts'
import { boosted } from './boosted.ts'

const { a, b, c, d } = golden.columns
const table = smallTable({ numeric: { a, b, c: c.map((value) => value ?? NaN), d }, label: golden.label })
const LARGEST_VALUE = Math.max(...a)
const weights = Float32Array.from(golden.weight)

const own: Record<keyof typeof golden.cases, Partial<BoostSettings>> = {
  depth: { maxDepth: 4 },
  shrunk: { maxDepth: 3, minChildWeight: 4, lambda: 10, gamma: 2, eta: 0.1 },
  leaf: { maxDepth: 0, maxLeaves: 9, growth: 'leaf' },
  weighted: { maxDepth: 4 },
  monotone: { maxDepth: 4, monotone: { a: -1, b: 1 } },
}

describe.each(Object.entries(golden.cases))("trees grown as XGBoost's hist, %s", (name, { trees, margins, base }) => {
  const grown = () =>
    boosted(
      table,
      { rounds: trees.length, ...own[name as keyof typeof own] },
      { weights: name === 'weighted' ? weights : null }
    )

  it('ask the same questions, and gain, cover and leaves agree to 2e-4', async () => {
    const { ensemble } = await grown()
    expect(1 / (1 + Math.exp(-ensemble.base))).toBeCloseTo(base, 6)
    for (const [i, tree] of ensemble.trees.entries()) {
      const nodes = walk(tree)
      expect(nodes.map(question)).toEqual(trees[i].map(question))
      const [ours, theirs] = [nodes, trees[i]].map((all) => all.flatMap((node) => node.slice(-2)))
      expect(theirs.filter((value, k) => Math.abs(ours[k] - value) > 2e-4 * Math.max(1, Math.abs(value)))).toEqual([])
    }
  })

  it('score the training rows the same to 1e-4', async () => {
    const { ensemble } = await grown()
    const out = new Float32Array(table.rows)
    scoreTrees(ensemble, table, null, out, { atTop: false })
    expect(Math.max(...margins.map((margin, i) => Math.abs(margin - out[i])))).toBeLessThan(1e-4)
  })
})

/** Column, threshold and side of the missing; where all values there are go left, each library has a large number of its own. */
function question(node: readonly number[]): number[] {
  if (node.length === 2) return []
  const [feature, threshold, missingLeft] = node
  return [feature, Math.min(LARGEST_VALUE + 1, threshold), missingLeft]
}

/** Nodes as a walk meets them, left first: [feature, threshold, missing left, gain, cover] or [value, cover]. */
function walk(tree: Tree, node = 0): number[][] {
  const { feature, threshold, missingLeft, gain, cover, value, left, right } = tree
  if (feature[node] < 0) return [[value[node], cover[node]]]
  const split = [feature[node], threshold[node], missingLeft[node], gain[node], cover[node]]
  return [split, ...walk(tree, left[node]), ...walk(tree, right[node])]
}
