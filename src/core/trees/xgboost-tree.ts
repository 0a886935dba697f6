import * as v from 'valibot'
import type { Tree } from './ensemble.ts'
import { xgboostSets } from './xgboost-sets.ts'

/** What a tree may ask for: features, and nodes and words of sets left of all that a model may have. */
export interface TreeLimits {
  readonly features: number
  readonly nodes: number
  readonly words: number
}

const MOST_DEPTH = 256

// One look at each number: valibot's own arrays take a microsecond and an object for every item.
const numbers = v.custom<readonly number[]>(
  (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'number' && Number.isFinite(Math.fround(item)))
)
// A categorical split has no condition: NaN, which JSON has as null.
const conditions = v.custom<readonly (number | null)[]>(
  (value) =>
    Array.isArray(value) &&
    value.every((item) => item === null || (typeof item === 'number' && Number.isFinite(Math.fround(item))))
)
const flags = v.custom<readonly (number | boolean)[]>(
  (value) => Array.isArray(value) && value.every((item) => item === 0 || item === 1 || typeof item === 'boolean')
)
const schema = v.object({
  left_children: numbers,
  right_children: numbers,
  split_indices: numbers,
  split_conditions: conditions,
  default_left: flags,
  sum_hessian: numbers,
  loss_changes: numbers,
  split_type: v.optional(numbers, []),
  categories: v.optional(numbers, []),
  categories_nodes: v.optional(numbers, []),
  categories_segments: v.optional(numbers, []),
  categories_sizes: v.optional(numbers, []),
})
type XgboostTree = v.InferOutput<typeof schema>
/** Lists of a value each node; a tree without categorical splits may leave the first out. */
const BY_NODE = [
  'split_type',
  ...(['left_children', 'right_children', 'split_indices', 'split_conditions', 'default_left'] as const),
  ...(['sum_hessian', 'loss_changes'] as const),
] as const

/**
 * One tree of an XGBoost model, renumbered so that children stand behind their parent; nodes that were pruned are left out.
 * @throws one line that says what is wrong with it, and what is allowed
 */
export function readXgboostTree(json: unknown, limits: TreeLimits): Tree {
  const result = v.safeParse(schema, json, { abortEarly: true })
  if (!result.success)
    throw new Error(`${v.getDotPath(result.issues[0]) ?? 'it'} is not readable; expected a list of finite numbers`)
  const from = result.output
  const nodes = reachable(from, limits)
  const place = new Map(nodes.map((node, i) => [node, i]))
  const child = (node: number) => place.get(node) ?? -1
  const isLeaf = (node: number) => from.left_children[node] < 0
  const isCategorical = (node: number) => !isLeaf(node) && from.split_type[node] === 1
  // What a categorical split lists goes right; our sets go left.
  const [low, high] = [from.left_children, from.right_children]
  const tree: Tree = {
    feature: Int32Array.from(nodes, (node) => (isLeaf(node) ? -1 : from.split_indices[node])),
    threshold: Float32Array.from(nodes, (node) =>
      isLeaf(node) || isCategorical(node) ? 0 : (from.split_conditions[node] ?? NaN)
    ),
    left: Int32Array.from(nodes, (node) => child((isCategorical(node) ? high : low)[node])),
    right: Int32Array.from(nodes, (node) => child((isCategorical(node) ? low : high)[node])),
    missingLeft: Uint8Array.from(nodes, (node) =>
      isLeaf(node) ? 0 : isCategorical(node) ? 1 - +from.default_left[node] : +from.default_left[node]
    ),
    value: Float32Array.from(nodes, (node) => (isLeaf(node) ? (from.split_conditions[node] ?? NaN) : 0)),
    cover: Float32Array.from(nodes, (node) => from.sum_hessian[node]),
    gain: Float32Array.from(nodes, (node) => (isLeaf(node) ? 0 : from.loss_changes[node])),
    ...xgboostSets(from, nodes, { isCategorical, words: limits.words }),
  }
  fillMeans(tree)
  return tree
}

/** The nodes that can be come to from the root, level by level, each checked. */
function reachable(tree: XgboostTree, limits: TreeLimits): number[] {
  const count = tree.left_children.length
  if (count < 1 || count > limits.nodes)
    throw new Error(`${count} nodes; expected 1 to ${limits.nodes}, as a model may have a million`)
  for (const name of BY_NODE)
    if (tree[name].length !== count && !(name === 'split_type' && tree[name].length === 0))
      throw new Error(`${name} has ${tree[name].length} values; expected ${count}, one each node`)
  const depths = new Int32Array(count).fill(-1)
  const nodes = [0]
  depths[0] = 0
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]
    if (!(tree.sum_hessian[node] >= 0))
      throw new Error(`node ${node}: sum_hessian ${tree.sum_hessian[node]}; expected 0 or more`)
    const children = [tree.left_children[node], tree.right_children[node]]
    const isLeaf = children.every((child) => child === -1)
    if (tree.split_conditions[node] === null && (isLeaf || tree.split_type[node] !== 1))
      throw new Error(`node ${node}: split_condition NaN; expected a finite number`)
    if (isLeaf) continue
    checkSplit(tree, node, limits)
    for (const child of children) {
      if (!Number.isInteger(child) || child < 0 || child >= count)
        throw new Error(`node ${node}: child ${child}; expected 0 to ${count - 1}`)
      if (depths[child] >= 0) throw new Error(`node ${child} has two parents; expected a tree`)
      depths[child] = depths[node] + 1
      if (depths[child] > MOST_DEPTH)
        throw new Error(`deeper than ${MOST_DEPTH}; expected at most ${MOST_DEPTH} levels`)
      nodes.push(child)
    }
  }
  return nodes
}

function checkSplit(tree: XgboostTree, node: number, { features }: TreeLimits): void {
  const feature = tree.split_indices[node]
  if (!Number.isInteger(feature) || feature < 0 || feature >= features)
    throw new Error(`node ${node}: feature ${feature}; expected 0 to ${features - 1}`)
  const type = tree.split_type[node] ?? 0
  if (type !== 0 && type !== 1)
    throw new Error(`node ${node}: split_type ${type}; expected 0 (numeric) or 1 (categorical)`)
}

function fillMeans({ feature, left, right, cover, value }: Tree): void {
  for (let node = feature.length - 1; node >= 0; node--) {
    if (feature[node] < 0) continue
    const [a, b] = [left[node], right[node]]
    const both = cover[a] + cover[b]
    value[node] = both > 0 ? (cover[a] * value[a] + cover[b] * value[b]) / both : (value[a] + value[b]) / 2
  }
}
