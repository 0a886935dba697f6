/** Boosted trees: a row's logit is the base and one leaf's value of every tree. */
export interface Ensemble {
  /** Logit before any tree. */
  readonly base: number
  /** What trees ask about, in the order of `Tree.feature`. */
  readonly features: readonly TreeFeature[]
  readonly trees: readonly Tree[]
  /** Trees up to the best round of a training elsewhere that went on beyond it; left out where it did not. */
  readonly bestTrees?: number
}

/** The trees of a model that has learnt some; null of any other. */
export function ensembleOf(state: object): Ensemble | null {
  return hasTrees(state) ? state : null
}

function hasTrees(state: object): state is Ensemble {
  return 'trees' in state
}

/** A raw column as trees read it: a number (NaN is missing), or the code of a category (0 is missing). */
export interface TreeFeature {
  /** Id of the column in the schema, or `position`. */
  readonly id: string
  readonly kind: 'numeric' | 'categorical'
}

/** One tree as parallel arrays, a node each; node 0 is the root, and children stand behind their parent. */
export interface Tree {
  /** Place in `Ensemble.features`; −1 is a leaf. */
  readonly feature: Int32Array
  /** Numeric splits: a value below it goes left. */
  readonly threshold: Float32Array
  readonly left: Int32Array
  readonly right: Int32Array
  /** 1 where missing values go left. */
  readonly missingLeft: Uint8Array
  /** Leaves: what is added to the logit, shrinkage included; other nodes: what they would add as leaves. */
  readonly value: Float32Array
  /** Sum of hessians of the training rows that reach the node. */
  readonly cover: Float32Array
  /** Gain of the split; 0 at leaves. */
  readonly gain: Float32Array
  /** Categorical splits: where in `sets` the codes that go left begin, as 32-bit words of a bit set, and how many words; −1 elsewhere. */
  readonly setStart: Int32Array
  readonly setWords: Int32Array
  readonly sets: Uint32Array
}

/** Which child a value goes to. Codes beyond a set are in none: they go right. */
export function childOf(tree: Tree, node: number, value: number, kind: TreeFeature['kind']): number {
  const { left, right, missingLeft } = tree
  if (kind === 'numeric') {
    if (value !== value) return missingLeft[node] ? left[node] : right[node]
    return value < tree.threshold[node] ? left[node] : right[node]
  }
  if (value === 0) return missingLeft[node] ? left[node] : right[node]
  const word = value >>> 5
  const isLeft = word < tree.setWords[node] && (tree.sets[tree.setStart[node] + word] >>> (value & 31)) & 1
  return isLeft ? left[node] : right[node]
}
