import { childOf, type Ensemble, type Tree } from './ensemble.ts'
import { gaussLegendre } from './gauss-legendre.ts'

/**
 * SHAP values of one row, in logits: how much each feature moves the score from what is expected without knowing the row.
 * `values` and `out` are in the order of `ensemble.features`; one more place of `out` takes the expected logit, base
 * included, so that all of `out` adds up to the row's logit.
 */
export function contributions(ensemble: Ensemble, values: Float64Array | Float32Array, out: Float64Array): void {
  treeExplainer(ensemble)(values, out)
}

/**
 * The same for many rows. A feature that is not known sends a row both ways, by cover (Lundberg et al. 2020, path
 * dependent). The Shapley sum over subsets is an integral over the share t of features known (Owen 1972), of a
 * polynomial that every node's factors make up, so a few points give it exactly and one walk visits each node once
 * (the idea of Linear TreeShap, Yu et al. 2022).
 */
export function treeExplainer(ensemble: Ensemble): (values: Float64Array | Float32Array, out: Float64Array) => void {
  const { features, trees, base } = ensemble
  const depth = trees.reduce((most, tree) => Math.max(most, depthOf(tree)), 0)
  const { points, weights } = gaussLegendre(Math.max(1, Math.ceil(Math.min(depth, features.length) / 2)))
  const expected = trees.reduce((sum, tree) => sum + meanOf(tree), base)
  const walk: Walk = {
    ensemble,
    values: new Float64Array(features.length),
    out: new Float64Array(0),
    points,
    weights,
    unknown: new Float64Array(depth + 1).fill(1),
    known: new Float64Array(depth + 1).fill(1),
    latest: new Int32Array(features.length),
    factors: new Float64Array((depth + 1) * points.length).fill(1),
    sums: new Float64Array((depth + 1) * points.length),
  }
  return (values, out) => {
    // Thresholds are float32, and so is what they are compared with.
    for (let i = 0; i < features.length; i++) walk.values[i] = Math.fround(values[i])
    walk.out = out
    out.fill(0)
    for (let i = 0; i < trees.length; i++) descend(walk, trees[i], 0, 0)
    out[features.length] = expected
  }
}

interface Walk {
  readonly ensemble: Ensemble
  readonly values: Float64Array
  out: Float64Array
  /** Shares of features known, and what each counts in the integral. */
  readonly points: Float64Array
  readonly weights: Float64Array
  /** By depth, of the feature asked about there: the share of rows, and whether this row, that goes all its ways so far. */
  readonly unknown: Float64Array
  readonly known: Float64Array
  /** By feature: the depth at which it was last asked about; 0 is never. */
  readonly latest: Int32Array
  /** By depth and point: the chance that a row comes here. */
  readonly factors: Float64Array
  /** By depth and point: what the leaves below add, each by its chance. */
  readonly sums: Float64Array
}

/** Sets `sums` at this depth; a hot loop, allocates nothing. */
function descend(walk: Walk, tree: Tree, node: number, depth: number): void {
  const { points, factors, sums, values, ensemble } = walk
  const at = depth * points.length
  const feature = tree.feature[node]
  if (feature < 0) {
    for (let q = 0; q < points.length; q++) sums[at + q] = tree.value[node] * factors[at + q]
    return
  }
  sums.fill(0, at, at + points.length)
  const left = tree.left[node]
  const right = tree.right[node]
  const own = childOf(tree, node, values[feature], ensemble.features[feature].kind)
  const share = leftShare(tree, node)
  follow(walk, tree, left, feature, share, own === left, depth + 1)
  follow(walk, tree, right, feature, 1 - share, own === right, depth + 1)
}

/** Down one edge and up again: adds its leaves to the sums above, and what they owe to its feature to `out`. */
function follow(
  walk: Walk,
  tree: Tree,
  child: number,
  feature: number,
  share: number,
  isOwn: boolean,
  depth: number
): void {
  const { points, weights, unknown, known, latest, factors, sums } = walk
  const before = latest[feature]
  const unknownBefore = unknown[before]
  const knownBefore = known[before]
  const unknownHere = unknownBefore * share
  const knownHere = isOwn ? knownBefore : 0
  if (unknownHere === 0 && knownHere === 0) return
  unknown[depth] = unknownHere
  known[depth] = knownHere
  latest[feature] = depth
  const at = depth * points.length
  for (let q = 0; q < points.length; q++) {
    const t = points[q]
    const factor = unknownHere + t * (knownHere - unknownHere)
    factors[at + q] = (factors[at - points.length + q] * factor) / (unknownBefore + t * (knownBefore - unknownBefore))
  }
  descend(walk, tree, child, depth)
  latest[feature] = before
  let amount = 0
  for (let q = 0; q < points.length; q++) {
    const t = points[q]
    const gain = knownHere - unknownHere
    const gainBefore = knownBefore - unknownBefore
    // Leaves below were counted, or will be, with the feature's earlier factor: that is taken back.
    const slope = gain / (unknownHere + t * gain) - gainBefore / (unknownBefore + t * gainBefore)
    amount += weights[q] * sums[at + q] * slope
    sums[at - points.length + q] += sums[at + q]
  }
  walk.out[feature] += amount
}

/** Share of a node's training rows, by cover, that go left; half where nothing is known. */
function leftShare(tree: Tree, node: number): number {
  const left = tree.cover[tree.left[node]]
  const both = left + tree.cover[tree.right[node]]
  return both > 0 ? left / both : 0.5
}

/** Mean of a tree's leaves, by cover. */
function meanOf(tree: Tree): number {
  const means = Float64Array.from(tree.value)
  for (let node = means.length - 1; node >= 0; node--) {
    if (tree.feature[node] < 0) continue
    const share = leftShare(tree, node)
    means[node] = share * means[tree.left[node]] + (1 - share) * means[tree.right[node]]
  }
  return means[0]
}

function depthOf(tree: Tree): number {
  const depths = new Int32Array(tree.feature.length)
  let most = 0
  for (let node = 0; node < depths.length; node++) {
    if (tree.feature[node] < 0) continue
    const below = depths[node] + 1
    depths[tree.left[node]] = below
    depths[tree.right[node]] = below
    if (below > most) most = below
  }
  return most
}
