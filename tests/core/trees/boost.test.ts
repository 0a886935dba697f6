import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/kernel/random.ts'
import { sigmoid } from '../../../src/core/kernel/math.ts'
import type { Ensemble, Tree } from '../../../src/core/trees/ensemble.ts'
import { childOf } from '../../../src/core/trees/ensemble.ts'
import { scoreTrees } from '../../../src/core/trees/score.ts'
import { smallTable } from '../features/small-table.ts'
import { boosted } from './boosted.ts'

const logits = (ensemble: Ensemble, table: Parameters<typeof scoreTrees>[1]): Float32Array => {
  const out = new Float32Array(table.rows)
  scoreTrees(ensemble, table, null, out, { atTop: false })
  return out
}

const noise = (rows: number, seed = 3) => {
  const random = Random.of(seed)
  const draw = (of: () => number) => Array.from({ length: rows }, of)
  const x = draw(() => random.normal())
  const y = draw(() => random.below(30))
  const code = draw(() => random.below(40))
  const label = draw(() => 0).map((_, i) =>
    Number(random.uniform() < sigmoid(x[i] + (y[i] > 20 ? 1 : 0) + (code[i] % 3 === 1 ? 1.5 : 0) - 1))
  )
  return smallTable({ numeric: { x, y }, categorical: { code }, label })
}

describe('openBooster(job)', () => {
  it('finds the single split of a two-valued column in closed form', async () => {
    // 0: 2 of 10 positive, 1: 9 of 20.
    const x = [...Array(10).fill(0), ...Array(20).fill(1)] as number[]
    const label = x.map((value, i) => Number(value ? i < 19 : i < 2))
    const { ensemble } = await boosted(smallTable({ numeric: { x }, label }), { rounds: 1, maxDepth: 1, eta: 0.5 })
    const p = 11 / 30
    const h = p * (1 - p)
    const [gl, gr, hl, hr] = [10 * p - 2, 20 * p - 9, 10 * h, 20 * h]
    const tree = ensemble.trees[0]
    expect([...tree.feature]).toEqual([0, -1, -1])
    expect(tree.threshold[0]).toBe(1)
    expect(ensemble.base).toBeCloseTo(Math.log(p / (1 - p)), 6)
    expect(tree.gain[0]).toBeCloseTo((gl * gl) / (hl + 1) + (gr * gr) / (hr + 1), 5)
    expect([...tree.cover]).toEqual([30 * h, hl, hr].map((value) => expect.closeTo(value, 5)))
    expect(tree.value[1]).toBeCloseTo((-0.5 * gl) / (hl + 1), 6)
    expect(tree.value[2]).toBeCloseTo((-0.5 * gr) / (hr + 1), 6)
  })

  it('starts at the prior, where the gradients of all rows add up to nothing', async () => {
    const { ensemble } = await boosted(noise(2000), { rounds: 1 })
    expect(Math.abs(ensemble.trees[0].value[0])).toBeLessThan(1e-6)
  })

  it('sends missing values where they gain: with the low ones, or with the high ones', async () => {
    const x = [...Array(40).fill(1), ...Array(40).fill(2), ...Array(20).fill(NaN)] as number[]
    for (const [like, side] of [
      [1, 1],
      [2, 0],
    ]) {
      const label = x.map((value, i) => Number((Number.isNaN(value) ? like : value) === 2) ^ Number(i % 10 === 0))
      const { ensemble } = await boosted(smallTable({ numeric: { x }, label }), { rounds: 1, maxDepth: 1 })
      expect(ensemble.trees[0].missingLeft[0]).toBe(side)
    }
  })

  it('holds a column to raise the score alone, which it would not by itself', async () => {
    const table = noise(3000)
    const rises = (ensemble: Ensemble): boolean => {
      const x = Array.from({ length: 200 }, (_, i) => i / 25 - 4)
      const grid = smallTable({ numeric: { x, y: x.map(() => 25) }, categorical: { code: x.map(() => 4) } })
      return logits(ensemble, grid).every((value, i, all) => i === 0 || value >= all[i - 1])
    }
    expect(rises((await boosted(table, { monotone: { x: 1 }, rounds: 20 })).ensemble)).toBe(true)
    expect(rises((await boosted(table, { rounds: 20 })).ensemble)).toBe(false)
  })

  it('splits no category into leaves that a held column makes alike', async () => {
    const { ensemble } = await boosted(noise(20_000), { monotone: { x: 1 }, rounds: 5, maxDepth: 5 })
    const alike = ensemble.trees.flatMap((tree) =>
      [...tree.feature.keys()].filter((node) => {
        const [left, right] = [tree.left[node], tree.right[node]]
        return tree.feature[node] >= 0 && tree.feature[left] < 0 && tree.value[left] === tree.value[right]
      })
    )
    expect(alike).toEqual([])
  })

  it('keeps to least weight, leaves, depth and gamma', async () => {
    const table = noise(3000)
    const leavesOf = (tree: Tree): number[] => [...tree.feature.keys()].filter((node) => tree.feature[node] < 0)
    const heavy = (await boosted(table, { minChildWeight: 40 })).ensemble.trees
    expect(Math.min(...heavy.flatMap((tree) => leavesOf(tree).map((leaf) => tree.cover[leaf])))).toBeGreaterThanOrEqual(
      40
    )
    for (const growth of ['depth', 'leaf'] as const)
      for (const tree of (await boosted(table, { growth, maxLeaves: 7, maxDepth: 0 })).ensemble.trees)
        expect(leavesOf(tree)).toHaveLength(7)
    const dear = (await boosted(table, { gamma: 5 })).ensemble.trees
    expect(Math.min(...dear.flatMap((tree) => [...tree.gain].filter((gain) => gain > 0)))).toBeGreaterThanOrEqual(5)
  })

  it('takes a weight of 2 for a row that occurs twice', async () => {
    const table = noise(800)
    const rows = Uint32Array.from({ length: 800 }, (_, i) => i)
    const weights = Float32Array.from(rows, (row) => 1 + Number(table.label[row]))
    const twice = Uint32Array.from([...rows, ...rows.filter((row) => table.label[row])])
    const settings = { minChildWeight: 2 }
    const weighted = (await boosted(smallTable({ ...raw(table, ['y']) }), settings, { weights })).ensemble
    const repeated = (await boosted(smallTable({ ...raw(table, ['y']) }), settings, { rows: twice })).ensemble
    expect(repeated.base).toBeCloseTo(weighted.base, 6)
    expect(repeated.trees.map(({ feature }) => [...feature])).toEqual(weighted.trees.map(({ feature }) => [...feature]))
  })

  it('goes on as if it had never stopped, rows and columns drawn included', async () => {
    const table = noise(2000)
    const settings = { rowShare: 0.6, columnShare: 0.67 }
    const whole = (await boosted(table, { ...settings, rounds: 8 })).ensemble
    const first = (await boosted(table, { ...settings, rounds: 3 })).ensemble
    const rest = (await boosted(table, { ...settings, rounds: 8 }, { from: first })).ensemble
    expect(rest).toEqual(whole)
    expect(whole).not.toEqual((await boosted(table, { rounds: 8 })).ensemble)
  })

  it('tells the log loss after each round', async () => {
    const table = noise(2000)
    const { ensemble, reports } = await boosted(table)
    const scores = logits(ensemble, table)
    const loss = scores.reduce((sum, z, i) => sum + Math.log1p(Math.exp(table.label[i] ? -z : z)), 0) / table.rows
    expect(reports.at(-1)?.loss).toBeCloseTo(loss, 6)
    expect(reports.every((report, i) => i === 0 || report.loss < reports[i - 1].loss)).toBe(true)
  })

  it('steps down the focal loss by its own slope and curve', async () => {
    const label = Array.from({ length: 50 }, (_, i) => Number(i < 10))
    const x = label.map((_, i) => i % 2)
    const table = smallTable({ numeric: { x }, label })
    // No split: the root takes one Newton step, G and H by differences of Σ −q^γ ln p.
    const focal = (z: number): number =>
      label.reduce((sum, y) => {
        const p = sigmoid(y ? z : -z)
        return sum - (1 - p) ** 2 * Math.log(p)
      }, 0)
    const { ensemble } = await boosted(table, { rounds: 1, eta: 1, minChildWeight: 0, gamma: 1e9 }, { focal: 2 })
    const [z, e] = [ensemble.base, 1e-4]
    const slope = (focal(z + e) - focal(z - e)) / (2 * e)
    const curve = label.reduce((sum, y) => {
      const at = (t: number): number => -((1 - sigmoid(t)) ** 2) * Math.log(sigmoid(t))
      const t = y ? z : -z
      const p = sigmoid(t)
      return sum + Math.max((at(t + e) - 2 * at(t) + at(t - e)) / (e * e), p * (1 - p) ** 3)
    }, 0)
    expect(ensemble.trees[0].feature).toHaveLength(1)
    expect(ensemble.trees[0].value[0]).toBeCloseTo(-slope / (curve + 1), 4)
  })

  it('says what is wrong where there is nothing to learn from', async () => {
    const table = noise(20)
    await expect(boosted(table, {}, { rows: new Uint32Array(0) })).rejects.toThrow('invalid training rows: none')
    await expect(boosted(table, {}, { weights: new Float32Array(20) })).rejects.toThrow('invalid weights')
    const bare = { ...table, schema: { ...table.schema, numeric: [], categorical: [] } }
    await expect(boosted(bare)).rejects.toThrow('invalid columns: none')
  })
})

describe('splits of categories', () => {
  it('put the values that stand out into a set, and what was never seen beside the rest', async () => {
    const code = Array.from({ length: 60_000 }, (_, i) => 1 + (i % 300))
    const label = code.map((value, i) => Number(value === 7 || value === 250 || i % 40 === 0))
    const { ensemble } = await boosted(smallTable({ categorical: { code }, label }), { rounds: 10 })
    const of = (value: number): number =>
      ensemble.trees.reduce((sum, tree) => sum + tree.value[leafOf(tree, value, 'categorical')], ensemble.base)
    expect(Math.min(of(7), of(250))).toBeGreaterThan(of(8) + 1)
    expect(of(60_000)).toBeLessThan(of(7) - 1)
  })

  it('one value of few against the rest, as the closed form has it', async () => {
    const code = Array.from({ length: 90 }, (_, i) => 1 + (i % 3))
    const label = code.map((value, i) => Number(value === 2 ? i % 2 : i % 5 === 0))
    const { ensemble } = await boosted(smallTable({ categorical: { code }, label }), { rounds: 1, maxDepth: 1 })
    const [tree] = ensemble.trees
    const p = label.reduce((sum, y) => sum + y, 0) / 90
    const sums = [true, false].map((isTwo) => {
      const part = label.filter((_, i) => (code[i] === 2) === isTwo)
      return { g: part.length * p - part.reduce((sum, y) => sum + y, 0), h: part.length * p * (1 - p) }
    })
    expect([...tree.sets]).toEqual([1 << 2])
    expect(tree.gain[0]).toBeCloseTo(
      sums.reduce((sum, { g, h }) => sum + (g * g) / (h + 1), 0),
      5
    )
  })

  it('learns a side for missing values', async () => {
    const code = Array.from({ length: 400 }, (_, i) => i % 4)
    const label = code.map((value, i) => Number(value === 0 ? i % 8 === 0 : i % 80 < 10))
    const { ensemble } = await boosted(smallTable({ categorical: { code }, label }), { rounds: 1, maxDepth: 1 })
    expect(ensemble.trees[0].missingLeft[0]).toBe(1)
  })

  it('by rank of frequency are sets of the less frequent, and leave the rare and the missing out', async () => {
    const code = Array.from({ length: 4000 }, (_, i) =>
      i === 77 ? 3 : i % 10 < 6 ? 5 : i % 10 < 8 ? 9 : i % 10 < 9 ? 2 : 0
    )
    const label = code.map((value, i) => Number(value === 2 || value === 9 ? i % 3 === 0 : i % 30 === 0))
    const { ensemble } = await boosted(smallTable({ categorical: { code }, label }), {
      rounds: 1,
      maxDepth: 1,
      categories: 'ranks',
    })
    expect([...ensemble.trees[0].sets]).toEqual([(1 << 2) | (1 << 9)])
  })
})

function leafOf(tree: Tree, value: number, kind: 'numeric' | 'categorical'): number {
  let node = 0
  while (tree.feature[node] >= 0) node = childOf(tree, node, value, kind)
  return node
}

/** Some columns of a table, written out by hand again. */
function raw(table: Parameters<typeof scoreTrees>[1], ids: readonly string[]) {
  const columns = table.schema.numeric.map(({ id }, i) => [id, [...table.numeric[i]]] as const)
  return { numeric: Object.fromEntries(columns.filter(([id]) => ids.includes(id))), label: [...table.label] }
}
