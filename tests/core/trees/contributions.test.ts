import { describe, expect, test } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { contributions, treeExplainer } from '../../../src/core/trees/contributions.ts'
import { childOf, type Ensemble, type Tree } from '../../../src/core/trees/ensemble.ts'
import { gaussLegendre } from '../../../src/core/trees/gauss-legendre.ts'
import { parseXgboost } from '../../../src/core/trees/xgboost-json.ts'
import { cases, marginOf, valuesOf } from './xgboost-goldens.ts'

describe.each(cases)('XGBoost, $name', ({ model, rows, margins, contributions: theirs }) => {
  const ensemble = parseXgboost(model)
  const width = ensemble.features.length + 1
  const explain = treeExplainer(ensemble)
  const ours = rows.map((row) => {
    const out = new Float64Array(width)
    explain(valuesOf(row), out)
    return out
  })

  test('contributions(ensemble, row) are pred_contribs within 1e-4, the expected value last', () => {
    ours.forEach((out, i) => {
      expect(out.length).toBe(theirs[i].length)
      out.forEach((amount, feature) => expect(Math.abs(amount - theirs[i][feature])).toBeLessThan(1e-4))
    })
  })

  test('they add up to the margin within 1e-5', () => {
    ours.forEach((out, i) => expect(Math.abs(sum(out) - margins[i])).toBeLessThan(1e-5))
  })
})

describe('contributions of random trees', () => {
  const random = Random.of(11)

  test.each([1, 2, 3, 5, 8, 11])('at depth %i they are the Shapley values over all subsets of features', (depth) => {
    const ensemble = randomEnsemble(random, 5, depth)
    for (let i = 0; i < 5; i++) {
      const values = randomRow(random, ensemble)
      const out = new Float64Array(6)
      contributions(ensemble, values, out)
      const exact = shapley(ensemble, values)
      exact.forEach((amount, feature) => expect(Math.abs(out[feature] - amount)).toBeLessThan(1e-12))
    }
  })

  test('a chain of 100 features, each asked once, still adds up to the logit within 1e-9', () => {
    const ensemble = chain(100)
    for (const value of [-1, 1, NaN]) {
      const values = new Float64Array(100).fill(value)
      const out = new Float64Array(101)
      contributions(ensemble, values, out)
      expect(Math.abs(sum(out) - marginOf(ensemble, values))).toBeLessThan(1e-9)
    }
  })

  test('covers of zero give numbers, and half a row each way', () => {
    const ensemble = chain(1)
    ensemble.trees[0].cover.fill(0)
    const out = new Float64Array(2)
    contributions(ensemble, Float64Array.of(1), out)
    const [, left, right] = ensemble.trees[0].value
    expect([...out]).toEqual([(right - left) / 2, ensemble.base + (left + right) / 2])
  })
})

test('contributions(ensemble, double) compares as float32, as tables hold it', () => {
  const ensemble = chain(1)
  ensemble.trees[0].threshold[0] = 0.1
  const out = [new Float64Array(2), new Float64Array(2)]
  contributions(ensemble, Float64Array.of(0.1), out[0])
  contributions(ensemble, Float32Array.of(0.1), out[1])
  expect(out[0]).toEqual(out[1])
})

test('gaussLegendre(n) integrates t^k over (0, 1) to 1/(k + 1) for k up to 2n − 1', () => {
  for (const n of [1, 2, 3, 7, 32, 128]) {
    const { points, weights } = gaussLegendre(n)
    for (const k of [0, 1, n, 2 * n - 1]) {
      const integral = points.reduce((total, t, i) => total + weights[i] * t ** k, 0)
      expect(Math.abs(integral * (k + 1) - 1)).toBeLessThan(1e-12 * (k + 1))
    }
  }
})

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0)
}

/** By the definition: the mean over orders of what learning a feature changes. */
function shapley({ features, trees, base }: Ensemble, values: Float64Array): number[] {
  const n = features.length
  const known = Array.from({ length: 1 << n }, (_, subset) =>
    trees.reduce((total, tree) => total + expected(tree, 0, subset), base)
  )
  return [
    ...features.map((_, i) =>
      known.reduce((total, worth, subset) => {
        if (subset & (1 << i)) return total
        const size = subset.toString(2).replaceAll('0', '').length
        return total + (factorial(size) * factorial(n - 1 - size) * (known[subset | (1 << i)] - worth)) / factorial(n)
      }, 0)
    ),
    known[0],
  ]

  function expected(tree: Tree, node: number, subset: number): number {
    const feature = tree.feature[node]
    if (feature < 0) return tree.value[node]
    if (subset & (1 << feature))
      return expected(tree, childOf(tree, node, values[feature], features[feature].kind), subset)
    const [left, right] = [tree.left[node], tree.right[node]]
    const share = tree.cover[left] / (tree.cover[left] + tree.cover[right])
    return share * expected(tree, left, subset) + (1 - share) * expected(tree, right, subset)
  }
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1)
}

/** Three trees over numbers and, the last feature, 40 categories; features come again along a path. */
function randomEnsemble(random: Random, features: number, depth: number): Ensemble {
  const kinds = Array.from({ length: features }, (_, i) =>
    i === features - 1 ? ('categorical' as const) : ('numeric' as const)
  )
  return {
    base: -3,
    features: kinds.map((kind, i) => ({ id: `x${i}`, kind })),
    trees: [0, 1, 2].map(() => {
      const rows: number[][] = []
      const sets: number[] = []
      const grow = (level: number, cover: number): number => {
        const node = rows.push([]) - 1
        const isLeaf = level === depth || (level > 0 && random.uniform() < 0.25)
        if (isLeaf) rows[node] = [-1, 0, -1, -1, 0, random.normal(), cover, -1, -1]
        else {
          const feature = Math.floor(random.uniform() * features)
          const share = 0.1 + 0.8 * random.uniform()
          const start = sets.push(random.uniform() * 2 ** 32, random.uniform() * 2 ** 32) - 2
          const missingLeft = +(random.uniform() < 0.5)
          const left = grow(level + 1, cover * share)
          const right = grow(level + 1, cover * (1 - share))
          rows[node] = [feature, random.normal(), left, right, missingLeft, 0, cover, start, 2]
        }
        return node
      }
      grow(0, 100)
      return treeOf(rows, sets)
    }),
  }
}

function randomRow(random: Random, { features }: Ensemble): Float64Array {
  return Float64Array.from(features, ({ kind }) =>
    kind === 'categorical' ? Math.floor(random.uniform() * 80) : random.uniform() < 0.2 ? NaN : random.normal()
  )
}

/** Each node asks the next feature whether it is below 0: a leaf if so, and if not the next node. */
function chain(length: number): Ensemble {
  const rows: number[][] = []
  for (let i = 0; i < length; i++)
    rows.push(
      [i, 0, 2 * i + 1, 2 * i + 2, i % 2, 0, length + 1 - i, -1, -1],
      [-1, 0, -1, -1, 0, 0.1 * i - 1, 1, -1, -1]
    )
  rows.push([-1, 0, -1, -1, 0, 5, 1, -1, -1])
  return {
    base: 0.25,
    features: Array.from({ length }, (_, i) => ({ id: `x${i}`, kind: 'numeric' })),
    trees: [treeOf(rows, [])],
  }
}

/** Rows: feature, threshold, left, right, missingLeft, value, cover, setStart, setWords. */
function treeOf(rows: readonly number[][], sets: readonly number[]): Tree {
  const column = (i: number) => rows.map((row) => row[i])
  return {
    feature: Int32Array.from(column(0)),
    threshold: Float32Array.from(column(1)),
    left: Int32Array.from(column(2)),
    right: Int32Array.from(column(3)),
    missingLeft: Uint8Array.from(column(4)),
    value: Float32Array.from(column(5)),
    cover: Float32Array.from(column(6)),
    gain: new Float32Array(rows.length),
    setStart: Int32Array.from(column(7)),
    setWords: Int32Array.from(column(8)),
    sets: Uint32Array.from(sets),
  }
}
