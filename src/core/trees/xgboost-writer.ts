import { sigmoid } from '../kernel/math.ts'
import type { Ensemble, Tree, TreeFeature } from './ensemble.ts'

const NO_PARENT = 2147483647

/**
 * An ensemble as a JSON model that XGBoost 1.7 and later loads and scores the same, but for float32 sums.
 * `nameOf` names its features: by default, the ids of their columns.
 * @throws one line where it asks about categories, or where its base is no float32 probability
 */
export function formatXgboost(ensemble: Ensemble, nameOf = ({ id }: TreeFeature): string => id): string {
  const { base, features, trees } = ensemble
  const categorical = features.find(({ kind }) => kind === 'categorical')
  if (categorical)
    throw new Error(`invalid feature: ${categorical.id} is categorical; expected numeric ones for XGBoost`)
  if (!(base >= -80 && base <= 4)) throw new Error(`invalid base: ${base}; expected -80 to 4 for XGBoost`)
  const count = JSON.stringify(String(features.length))
  return object({
    learner: object({
      attributes: '{}',
      feature_names: JSON.stringify(features.map(nameOf)),
      feature_types: '[]',
      gradient_booster: object({
        model: object({
          gbtree_model_param: JSON.stringify({
            num_parallel_tree: '1',
            num_trees: String(trees.length),
            size_leaf_vector: '0',
          }),
          tree_info: JSON.stringify(trees.map(() => 0)),
          trees: `[${trees.map((tree, i) => formatTree(tree, i, features.length)).join()}]`,
        }),
        name: '"gbtree"',
      }),
      learner_model_param: object({
        base_score: JSON.stringify(real(sigmoid(base))),
        boost_from_average: '"1"',
        num_class: '"0"',
        num_feature: count,
        num_target: '"1"',
      }),
      objective: '{"name":"binary:logistic","reg_loss_param":{"scale_pos_weight":"1"}}',
    }),
    version: '[1,7,4]',
  })
}

function formatTree(tree: Tree, id: number, features: number): string {
  const nodes = tree.feature.length
  const isSplit = Array.from(tree.feature, (feature) => feature >= 0)
  const parents = new Int32Array(nodes).fill(NO_PARENT)
  isSplit.forEach((split, node) => {
    if (!split) return
    parents[tree.left[node]] = node
    parents[tree.right[node]] = node
  })
  const integers = (of: (node: number) => number) => `[${isSplit.map((_, node) => of(node)).join()}]`
  const reals = (of: (node: number) => number) => `[${isSplit.map((_, node) => real(of(node))).join()}]`
  return object({
    base_weights: reals((node) => tree.value[node]),
    categories: '[]',
    categories_nodes: '[]',
    categories_segments: '[]',
    categories_sizes: '[]',
    default_left: integers((node) => (isSplit[node] ? tree.missingLeft[node] : 0)),
    id: String(id),
    left_children: integers((node) => (isSplit[node] ? tree.left[node] : -1)),
    loss_changes: reals((node) => (isSplit[node] ? tree.gain[node] : 0)),
    parents: integers((node) => parents[node]),
    right_children: integers((node) => (isSplit[node] ? tree.right[node] : -1)),
    split_conditions: reals((node) => (isSplit[node] ? tree.threshold[node] : tree.value[node])),
    split_indices: integers((node) => (isSplit[node] ? tree.feature[node] : 0)),
    split_type: integers(() => 0),
    sum_hessian: reals((node) => tree.cover[node]),
    tree_param: JSON.stringify({
      num_deleted: '0',
      num_feature: String(features),
      num_nodes: String(nodes),
      size_leaf_vector: '0',
    }),
  })
}

/** Nine digits bring a float32 back; the exponent tells XGBoost's reader that it is none of its integers. */
function real(value: number): string {
  return Number(Math.fround(value).toPrecision(9)).toExponential().replace('e+', 'E').replace('e-', 'E-')
}

function object(entries: Readonly<Record<string, string>>): string {
  return `{${Object.entries(entries)
    .map(([key, value]) => `"${key}":${value}`)
    .join()}}`
}
