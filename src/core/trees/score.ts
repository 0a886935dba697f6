import type { Table } from '../kernel/table.ts'
import type { Ensemble, Tree } from './ensemble.ts'
import { columnOf } from './features.ts'

/** Rows whose values are laid side by side, so that all trees read them from the cache. */
const CHUNK = 512

/** Where each row of a chunk stands in a tree. */
const nodes = new Int32Array(CHUNK)

export interface ScoreOptions {
  /** Position held at 1, as ranking requires. */
  readonly atTop: boolean
  /** Only the first so many trees; all of them where it is left out. */
  readonly rounds?: number
  /** `out` already has the logits of the first so many trees. */
  readonly after?: number
}

/** Writes the logit of each row into `out`; null is every row of the table. @throws where the table lacks a column */
export function scoreTrees(
  ensemble: Ensemble,
  table: Table,
  rows: Uint32Array | null,
  out: Float32Array,
  { atTop, rounds = ensemble.trees.length, after = 0 }: ScoreOptions
): void {
  const trees = ensemble.trees.slice(after, rounds).map((tree) => flatOf(tree, ensemble.features))
  const count = rows ? rows.length : table.rows
  if (!after) out.fill(ensemble.base, 0, count)
  if (!trees.length) return
  const used = new Set(trees.flatMap(({ feature }) => [...feature]))
  const columns = ensemble.features.map((feature, i) => (used.has(i * CHUNK) ? columnOf(table, feature) : null))
  const isTop = ensemble.features.map(
    ({ id }, i) => atTop && columns[i] !== null && columns[i] === table.position && id === 'position'
  )
  const values = new Float32Array(CHUNK * columns.length)
  for (let from = 0; from < count; from += CHUNK) {
    const size = Math.min(CHUNK, count - from)
    for (const [i, column] of columns.entries()) {
      if (!column) continue
      if (isTop[i]) values.fill(1, i * CHUNK, i * CHUNK + size)
      else if (rows) for (let k = 0; k < size; k++) values[i * CHUNK + k] = column[rows[from + k]]
      else for (let k = 0; k < size; k++) values[i * CHUNK + k] = column[from + k]
    }
    for (const tree of trees) addTree(tree, values, size, out, from)
  }
}

/** A tree whose right children stand behind their left ones; leaves are their own children. */
interface Flat {
  /** Where the values of the column begin. */
  readonly feature: Int32Array
  readonly threshold: Float32Array
  readonly left: Int32Array
  /** 1 where missing values go right. */
  readonly missingRight: Uint8Array
  readonly value: Float32Array
  readonly setStart: Int32Array
  readonly setWords: Int32Array
  readonly sets: Uint32Array
  readonly depth: number
  readonly hasSets: boolean
}

/**
 * Adds a tree to the logits of `size` rows. All rows go one level down together, so that their steps, each a chain of reads, overlap; a
 * leaf leads to itself, so that there is no branch to guess.
 */
function addTree(tree: Flat, values: Float32Array, size: number, out: Float32Array, from: number): void {
  const { feature, threshold, left, missingRight, value, depth } = tree
  nodes.fill(0, 0, size)
  for (let level = 0; level < depth; level++) {
    if (tree.hasSets) descendSets(tree, values, size)
    else
      for (let k = 0; k < size; k++) {
        const node = nodes[k]
        const x = values[feature[node] + k]
        nodes[k] = left[node] + (Number(x >= threshold[node]) | (Number(x !== x) & missingRight[node]))
      }
  }
  for (let k = 0; k < size; k++) out[from + k] += value[nodes[k]]
}

function descendSets(tree: Flat, values: Float32Array, size: number): void {
  const { feature, threshold, left, missingRight, setStart, setWords, sets } = tree
  for (let k = 0; k < size; k++) {
    const node = nodes[k]
    const x = values[feature[node] + k]
    const words = setWords[node]
    if (words < 0) {
      nodes[k] = left[node] + (Number(x >= threshold[node]) | (Number(x !== x) & missingRight[node]))
      continue
    }
    const word = x >>> 5
    const isLeft = word < words ? (sets[setStart[node] + word] >>> (x & 31)) & 1 : 0
    nodes[k] = left[node] + (x === 0 ? missingRight[node] : 1 - isLeft)
  }
}

/** Trees never change, and many chunks of rows are scored by each. */
const flats = new WeakMap<Tree, { readonly features: Ensemble['features']; readonly flat: Flat }>()

function flatOf(tree: Tree, features: Ensemble['features']): Flat {
  const known = flats.get(tree)
  if (known?.features === features) return known.flat
  const flat = flatten(tree, features)
  flats.set(tree, { features, flat })
  return flat
}

/** Renumbers nodes in the order of a walk by levels, so that siblings stand together. */
function flatten(tree: Tree, features: Ensemble['features']): Flat {
  const order = [0]
  const level = [0]
  const first: number[] = []
  for (let i = 0; i < order.length; i++) {
    const node = order[i]
    const isLeaf = tree.feature[node] < 0
    first.push(isLeaf ? i : order.length)
    if (isLeaf) continue
    order.push(tree.left[node], tree.right[node])
    level.push(level[i] + 1, level[i] + 1)
  }
  const pick = <T>(of: (node: number) => T): T[] => order.map(of)
  const isLeaf = (node: number): boolean => tree.feature[node] < 0
  const isSet = (node: number): boolean => !isLeaf(node) && features[tree.feature[node]].kind === 'categorical'
  return {
    feature: Int32Array.from(pick((node) => Math.max(0, tree.feature[node]) * CHUNK)),
    threshold: Float32Array.from(pick((node) => (isLeaf(node) ? NaN : tree.threshold[node]))),
    left: Int32Array.from(first),
    missingRight: Uint8Array.from(pick((node) => (isLeaf(node) ? 0 : 1 - tree.missingLeft[node]))),
    value: Float32Array.from(pick((node) => tree.value[node])),
    setStart: Int32Array.from(pick((node) => (isSet(node) ? tree.setStart[node] : -1))),
    setWords: Int32Array.from(pick((node) => (isSet(node) ? tree.setWords[node] : -1))),
    sets: tree.sets,
    depth: level[level.length - 1],
    hasSets: order.some(isSet),
  }
}
